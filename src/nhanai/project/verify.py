"""`nhanai verify FILE.json`: compute a published round again; without Django or a database."""

import sys
from pathlib import Path

from nhanai.allocation.rules.papers import LARGEST_FILE
from nhanai.allocation.rules.verifying import verified

USAGE = "Cách dùng: ./nhanai verify TỆP.json"
WRONG, REFUSED = 1, 2


def main(arguments: list[str]) -> int:
    """0 where the file is right, 1 where it is not, 2 where there is no such file."""
    if len(arguments) != 1 or arguments[0].startswith("--"):
        print(USAGE, file=sys.stderr)
        return REFUSED
    path = Path(arguments[0])
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        print(f"Không mở được tệp {path}.", file=sys.stderr)
        return REFUSED
    is_right, lines = verified(data)
    if not is_right:
        print("KHÔNG ĐÚNG.")
    for line in lines:
        print(line)
    return 0 if is_right else WRONG
