"""Faults of numbering: a label that is missing, comes twice or stands out of order."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.documents.reading.labels import LETTERS, roman_value, to_roman
from nhanai.documents.reading.model import Node

_WORD_BEFORE: Final = re.compile(r"^(?:D|C|P|M|TM)(?=[\dIVXL])")


def _number(label: str) -> int:
    digits = re.search(r"(\d+)$", label)
    return int(digits[1]) if digits else 0


def _roman_or_number(label: str) -> int:
    bare = _WORD_BEFORE.sub("", label)
    return roman_value(bare) or _number(bare)


def _letter(label: str) -> int:
    return LETTERS.find(label) + 1 if len(label) == 1 else 0


def _capital(label: str) -> int:
    return "ABCDĐEGH".find(label) + 1 if len(label) == 1 else 0


_ORDINALS: Final[dict[str, Callable[[str], int]]] = {
    "roman": roman_value,
    "number": _number,
    "subnumber": _number,
    "letter": _letter,
    "capital": _capital,
    "article": _roman_or_number,
    "chapter": _roman_or_number,
    "part": _roman_or_number,
    "subdivision": _roman_or_number,
}
_WORDS: Final = {
    "article": "Điều",
    "chapter": "Chương",
    "part": "Phần",
    "letter": "điểm",
    "subnumber": "mục",
}
_NOT_COUNTED: Final = frozenset({"row", "recipient", "afterword"})
_THROUGHOUT: Final = frozenset({"article", "chapter"})
"""Counted through the whole document, whatever stands above."""


def numbering(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Every label that does not follow the one before it."""
    last: dict[tuple[str, str | None], tuple[int, str]] = {}
    for node in nodes:
        ordinal_of = _ORDINALS.get(node.rule)
        ordinal = ordinal_of(node.label) if ordinal_of else 0
        if not ordinal or node.kind in _NOT_COUNTED:
            continue
        run = (node.rule, _annex(node.address) if node.rule in _THROUGHOUT else node.parent)
        before, label = last.get(run, (0, ""))
        if message := _message(node, before, label, ordinal):
            span = node.content.span(0, min(60, len(node.content.text)))
            where = (span.start, span.end)
            yield Finding("numbering", message, Severity.WARNING, node.address, where)
        last[run] = (ordinal, node.label)


def _annex(address: str) -> str | None:
    return address.split(".", 1)[0] if address.startswith("PL") else None


def _message(node: Node, before: int, label_before: str, ordinal: int) -> str | None:
    """What to say of `node`, None where its label follows the one before it."""
    word = _WORDS.get(node.rule, "mục")
    own, previous = _shown(node.label), _shown(label_before)
    if ordinal == before + 1:
        return None
    if before == 0:
        return f"Thứ tự bắt đầu từ {word} {own}; hãy kiểm tra có thiếu {word} trước đó không."
    if ordinal == before:
        following = _written(node, before + 1)
        return f"Có hai {word} {own} liền nhau; hãy kiểm tra, {word} sau có thể là {following}."
    if ordinal > before:
        missing = _written(node, before + 1)
        return f"Sau {word} {previous} là {word} {own}: thiếu {word} {missing}; hãy kiểm tra lại."
    return f"Sau {word} {previous} lại đến {word} {own}; hãy kiểm tra thứ tự."


def _shown(label: str) -> str:
    return _WORD_BEFORE.sub("", label)


def _written(node: Node, ordinal: int) -> str:
    """The label that would stand for `ordinal` in the same run."""
    own = _shown(node.label)
    if node.rule == "letter":
        return LETTERS[ordinal - 1]
    if node.rule == "capital":
        return "ABCDĐEGH"[ordinal - 1]
    if roman_value(own):
        return to_roman(ordinal)
    return re.sub(r"\d+$", str(ordinal), own)
