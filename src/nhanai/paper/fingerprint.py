"""The hash by which an approved paper is known again."""

import hashlib
import json


def hash_of(paper: object) -> str:
    """The hash of a paper as JSON, the same however its keys are ordered."""
    text = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
