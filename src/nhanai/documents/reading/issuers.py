"""Who issued a document whose letterhead is missing, and its title in plain letters."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from nhanai.base.text import unaccented
from nhanai.documents.reading.letterhead import Head
from nhanai.documents.reading.model import Node, Signer
from nhanai.documents.reading.paragraphs import is_capitals

_CITIES: Final = frozenset(
    ("ha noi", "hai phong", "da nang", "hue", "can tho", "ho chi minh", "thanh pho ho chi minh")
)
_AUTHORITY: Final = re.compile(r"(?:TM|T/M)\s*[./]?\s*(?P<body>.+)")
_BODIES: Final = (
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("CTĐ", "Hội Chữ thập đỏ"),
)
_LEVEL: Final = re.compile(
    r"(?:UBND|[UỦ][ỷỶyủ]? ban nhân dân|HĐND|Hội đồng nhân dân)\s+(tỉnh|thành phố|huyện|thị xã|"
    r"quận|xã|phường|thị trấn)\b",
    re.IGNORECASE,
)
_ENOUGH_TEXT: Final = 200_000


def inferred(head: Head, signer: Signer | None, nodes: Iterable[Node]) -> str | None:
    """The issuer by place, symbol and authority: "Ủy ban nhân dân tỉnh Lai Châu"."""
    body = _body(head, signer)
    if body is None:
        return None
    if not head.place:
        return body
    place = re.sub(r"^(?:TP\.?|Thành phố)\s+", "", head.place)
    if body in {"Ủy ban nhân dân", "Hội đồng nhân dân", "Hội Chữ thập đỏ"}:
        return f"{body} {_level(head.place, nodes)} {place}"
    return f"{body} {place}"


def _body(head: Head, signer: Signer | None) -> str | None:
    authority = _AUTHORITY.match(signer.authority) if signer and signer.authority else None
    said = authority["body"] if authority else ""
    plain = unaccented(said).upper()
    if plain.startswith(("UY BAN NHAN DAN", "UBND")):
        return "Ủy ban nhân dân"
    if plain.startswith(("HOI DONG NHAN DAN", "HDND")):
        return "Hội đồng nhân dân"
    symbol = (head.symbol or "").upper()
    return next((body for letters, body in _BODIES if symbol.endswith(letters)), None)


def _level(place: str, nodes: Iterable[Node]) -> str:
    """Province or city: by the place's name, else by what the text calls itself."""
    if unaccented(place).lower() in _CITIES:
        return "thành phố"
    counts: dict[str, int] = {}
    read = 0
    for node in nodes:
        read += len(node.content.text)
        for found in _LEVEL.finditer(node.content.text):
            counts[found[1].lower()] = counts.get(found[1].lower(), 0) + 1
        if read > _ENOUGH_TEXT:
            break
    return max(counts, key=lambda level: counts[level]) if counts else "tỉnh"


_WORD: Final = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_LINKS: Final = frozenset(("và", "của", "các", "về", "cho", "với", "trong", "trên", "đến", "theo"))


def title(head: Head, nodes: Iterable[Node]) -> str | None:
    """The title; one in capitals is written as the text writes the same words."""
    if head.title is None:
        return None
    text = head.title.text
    if not is_capitals(text):
        return text
    wanted = [word.lower() for word in _WORD.findall(text)]
    forms = _forms(set(pairwise(wanted)), nodes)
    written: list[str] = []
    at = 0
    for place, found in enumerate(_WORD.finditer(text)):
        word = wanted[place]
        form = forms.get(((place and wanted[place - 1]) or "", word, "second")) or forms.get(
            (word, wanted[place + 1] if place + 1 < len(wanted) else "", "first")
        )
        written.append(text[at : found.start()])
        written.append(form or (found[0] if re.search(r"[-/]|\d", found[0]) else word))
        at = found.end()
    whole = "".join([*written, text[at:]])
    return whole[:1].upper() + whole[1:]


def _forms(pairs: set[tuple[str, str]], nodes: Iterable[Node]) -> dict[tuple[str, str, str], str]:
    """How the text writes the words of these pairs, in the middle of sentences."""
    forms: dict[tuple[str, str, str], str] = {}
    read = 0
    for node in nodes:
        if node.kind in {"letterhead", "title", "signature"} or is_capitals(node.content.text):
            continue
        words = _WORD.findall(node.content.text)
        for place in range(1, len(words) - 1):
            first, second = words[place], words[place + 1]
            pair = (first.lower(), second.lower())
            if pair in pairs:
                forms.setdefault((*pair, "first"), first)
                forms.setdefault((*pair, "second"), second)
        read += len(node.content.text)
        if read > _ENOUGH_TEXT:
            break
    return forms
