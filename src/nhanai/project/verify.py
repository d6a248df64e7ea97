"""`nhanai verify FILE.json`: a published round or a proof; without Django or a database."""

import sys
from collections.abc import Sequence
from pathlib import Path

from nhanai.allocation.rules import verifying
from nhanai.allocation.rules.papers import LARGEST_FILE
from nhanai.base import canonical
from nhanai.publishing.rules import verifier

USAGE = "Cách dùng: ./nhanai verify TỆP.json [--key KHÓA-CÔNG-KHAI]"
WRONG, REFUSED = 1, 2


def main(arguments: Sequence[str]) -> int:
    """0 where the file is right, 1 where it is not, 2 where there is no such file."""
    match arguments:
        case [name] | [name, "--key", _] if not name.startswith("--"):
            key = arguments[2] if len(arguments) > 1 else None
        case _:
            print(USAGE, file=sys.stderr)
            return REFUSED
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        print(f"Không mở được tệp {name}.", file=sys.stderr)
        return REFUSED
    is_right, lines = verified(data, key)
    if not is_right:
        print("KHÔNG ĐÚNG.")
    for line in lines:
        print(line)
    return 0 if is_right else WRONG


def verified(data: bytes, key: str | None = None) -> tuple[bool, list[str]]:
    """Whether the file is right, by what it says it is; `key` is the published one of a proof."""
    try:
        top = canonical.read(data) if len(data) <= verifier.LARGEST_FILE else None
    except ValueError:
        top = None
    if isinstance(top, dict) and top.get("format") == verifier.FORMAT:
        return verifier.verified(data, key)
    return verifying.verified(data)
