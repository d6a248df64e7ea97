"""The short address of a figure: the version in which it stands, and its line."""

import re
from typing import Final

_CODE: Final = re.compile(r"(\d{1,18})-([A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:_(\d))?")


def code_of(version: int, line: str) -> str:
    """`12-XH03`; of a group (`XH03/HN`) `12-XH03-HN`, of a field (`XH02@1`) `12-XH02_1`."""
    return f"{version}-{line.replace('/', '-').replace('@', '_')}"


def read_code(code: str) -> tuple[int, str] | None:
    """The version and the line of a code; None where it is none."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    version, measure, part, field = found.groups()
    line = measure + (f"/{part}" if part else "") + (f"@{field}" if field else "")
    return int(version), line
