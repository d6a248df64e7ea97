"""What may be read of what is published."""

from nhanai.publishing.queries.gathering import Asked, gathered
from nhanai.publishing.queries.keys import signing_key
from nhanai.publishing.queries.log import (
    content_of,
    faults_of_log,
    last_head,
    log_size,
    proof_of,
    proof_since,
)
from nhanai.publishing.queries.releases import (
    entry_of,
    newest,
    published,
    releases_of,
    reports_to_publish,
)

__all__ = [
    "Asked", "content_of", "entry_of", "faults_of_log", "gathered", "last_head", "log_size",
    "newest", "proof_of", "proof_since", "published", "releases_of",
    "reports_to_publish", "signing_key",
]  # fmt: skip
