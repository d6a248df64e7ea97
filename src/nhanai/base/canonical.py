"""The one way to write a value as JSON, so that equal values have one hash on every machine.

Keys in order, no spaces, UTF-8, whole numbers only; after RFC 8785 for such values.
"""

import hashlib
import json


def written(value: object) -> bytes:
    """The canonical writing of text, whole numbers, truth values, nothing, lists and objects."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest(value: object) -> str:
    """SHA-256 over the canonical writing: `sha256:` and 64 digits."""
    return f"sha256:{hashlib.sha256(written(value)).hexdigest()}"


def read(data: bytes) -> object:
    """The value that the bytes write, in any layout.

    Raises ValueError for what is no JSON, has a key twice or a number that is not whole.
    """
    try:
        return json.loads(
            data,
            parse_float=_refused,
            parse_constant=_refused,
            object_pairs_hook=_once,
        )
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault


def _refused(text: str) -> None:
    raise ValueError(f"{text} is not a whole number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
