"""Paper as JSON and back, so that a draft can be kept and a printer be handed data."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from nhanai.paper.values import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Picture,
    Run,
    Signature,
    Style,
    Table,
)

Json = dict[str, Any]

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\uffff]"
)


def to_json(paper: OfficialPaper) -> Json:
    """The paper as objects, lists, strings and numbers."""
    return {
        **_plain(asdict(paper)),
        "body": [_block(block) for block in paper.body],
        "annexes": [
            {**_plain(asdict(annex)), "blocks": [_block(block) for block in annex.blocks]}
            for annex in paper.annexes
        ],
        "day": paper.day.isoformat() if paper.day else None,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    """Tuples as lists, choices as their strings."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Style | Align) else value


def _block(block: Block) -> Json:
    """A block with its kind beside its parts."""
    return {"block": type(block).__name__.lower(), **_plain(asdict(block))}


def from_json(data: Mapping[str, Any]) -> OfficialPaper:
    """The paper that `to_json` wrote down; what is not such a paper is a ValueError or KeyError."""
    head, signature = data["letterhead"], data["signature"]
    return OfficialPaper(
        kind=data["kind"],
        letterhead=Letterhead(head["issuer"], head["superior"], Style(head["style"])),
        symbol=data["symbol"],
        place=data["place"],
        subject=data["subject"],
        body=tuple(map(_block_of, data["body"])),
        signature=Signature(tuple(signature["lines"]), signature["name"]),
        recipients=tuple(data["recipients"]),
        number=data["number"],
        day=dt.date.fromisoformat(data["day"]) if data["day"] else None,
        addressees=tuple(data["addressees"]),
        bases=tuple(data["bases"]),
        annexes=tuple(map(_annex_of, data["annexes"])),
        year=data["year"],
    )


def _annex_of(data: Mapping[str, Any]) -> Annex:
    return Annex(data["title"], tuple(map(_block_of, data["blocks"])), data["landscape"])


def _block_of(data: Mapping[str, Any]) -> Block:
    match data["block"]:
        case "heading":
            return Heading(data["level"], data["label"], data["text"])
        case "paragraph":
            return Paragraph(tuple(Run(**run) for run in data["runs"]))
        case "table":
            columns = tuple(
                Column(column["head"], column["share"], Align(column["align"]))
                for column in data["columns"]
            )
            hrefs = tuple(map(tuple, data.get("hrefs", ())))
            return Table(columns, tuple(map(tuple, data["rows"])), data["title"], hrefs)
        case "picture":
            return Picture(data["svg"], data["caption"], data["alternative"], data["width"])
        case other:
            raise ValueError(f"no such block: {other!r}")


def printable(paper: OfficialPaper) -> OfficialPaper:
    """The paper with its text composed (NFC) and without characters that no page can show.

    Line ends stay; a tab is a space.
    """
    clean: OfficialPaper = from_json(_printable(to_json(paper)))
    return clean


def shown(text: str) -> str:
    """The text composed (NFC) and without characters that no page can show."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text.replace("\t", " ")))


def _printable(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value
