"""Kiểm tra thể thức: what in a .docx departs from the layout of Decree 30/2020/NĐ-CP."""

from typing import Final

from nhanai.base.findings import Finding
from nhanai.paper.inspection import head, rest
from nhanai.paper.inspection.opening import opened
from nhanai.paper.inspection.sheet import Sheet

_RULES: Final = (
    head.page, head.fonts, head.title, head.issuer, head.number, head.day, head.kind,
    rest.addressees, rest.body, rest.places, rest.signing, rest.annexes, rest.society,
)  # fmt: skip


def check(data: bytes) -> tuple[Finding, ...]:
    """Every fault of the .docx, in the order of the page; refuses what is no .docx."""
    sheet = Sheet(opened(data))
    return tuple(finding for rule in _RULES for finding in rule(sheet))
