"""What may be read of what is published."""

from nhanai.publishing.queries.asked import Appeal, Asked, Told
from nhanai.publishing.queries.gathering import gathered
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
    latest_of_each,
    newest,
    published,
    releases_of,
)

__all__ = [
    "Appeal", "Asked", "Told", "content_of", "entry_of", "faults_of_log", "gathered",
    "last_head", "latest_of_each", "log_size", "newest", "proof_of", "proof_since", "published",
    "releases_of", "signing_key",
]  # fmt: skip
