"""Writes out the automatic list labels of Word, as a reader of the printed page sees them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from nhanai.documents.extraction.docx.names import VAL, W, is_on, whole
from nhanai.documents.extraction.labels import FORMATS, bullet, decimal

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")

_FORMAT_NAMES: Mapping[str, str] = {
    "decimal": "1",
    "decimalZero": "01",
    "upperRoman": "I",
    "lowerRoman": "i",
    "upperLetter": "A",
    "lowerLetter": "a",
    "none": "",
    "decimalEnclosedParen": "(1)",
    "numberInDash": "- 1 -",
    "cardinalText": "một",
    "ordinalText": "một",
    "vietnameseCounting": "một",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and how its label is put together."""

    start: int = 1
    format: str = "1"
    text: str = ""
    restarts_after: int | None = None
    """Begins anew only after this level or a higher one; 0 is never, None is after any."""
    is_legal: bool = False
    style: str | None = None
    joins: str = " "


@dataclass(slots=True)
class Instance:
    """A `<w:num>`: an abstract list with its own starts and levels."""

    abstract: str
    levels: tuple[Level, ...]
    restarts: set[int] = field(default_factory=set)
    """Levels whose count this instance sets back when it is first used."""


@dataclass(slots=True)
class Numbering:
    """All lists of a document, with their counts so far."""

    _instances: dict[str, Instance] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        root: etree._Element | None,
        list_of_style: Callable[[str], str | None] = lambda _: None,
    ) -> "Numbering":
        """From the root of `numbering.xml`; `list_of_style` follows a list that names a style."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {
            element.get(W + "abstractNumId", ""): element
            for element in root.iterchildren(W + "abstractNum")
        }
        links = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
        for num_id, element in links.items():
            abstract_id = _linked(_abstract_id(element), abstract, links, list_of_style)
            if abstract_id in abstract:
                numbering._instances[num_id] = _instance(element, abstract_id, abstract)
        return numbering

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level that the list ties to a paragraph style."""
        instance = self._instances.get(num_id)
        if instance is None:
            return None
        return next((at for at, level in enumerate(instance.levels) if level.style == style), None)

    def label(self, num_id: str, at: int) -> str:
        """Count one more paragraph of this list at level `at`; its label and the space after it."""
        instance = self._instances.get(num_id)
        if instance is None:
            return ""
        counts = self._counted(instance, at)
        level = instance.levels[at]
        if level.format == "bullet":
            mark = bullet(level.text)
            return f"{mark} " if mark else ""

        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            count = counts[place]
            other = instance.levels[place]
            form = decimal if level.is_legal else FORMATS.get(other.format, decimal)
            return form(other.start if count is None else count)

        written = _PLACE.sub(value, level.text).strip()
        return written + level.joins if written else ""

    def _counted(self, instance: Instance, at: int) -> list[int | None]:
        counts = self._counts.setdefault(instance.abstract, [None] * LEVELS)
        for place in instance.restarts:
            counts[place] = None
        instance.restarts = set()
        for place in range(at):
            if counts[place] is None:
                counts[place] = instance.levels[place].start
        current = counts[at]
        counts[at] = instance.levels[at].start if current is None else current + 1
        for place in range(at + 1, LEVELS):
            after = instance.levels[place].restarts_after
            if after is None or (after > 0 and at < after):
                counts[place] = None
        return counts


def _abstract_id(num: etree._Element) -> str:
    element = num.find(W + "abstractNumId")
    return "" if element is None else element.get(VAL, "")


def _linked(
    abstract_id: str,
    abstract: Mapping[str, etree._Element],
    links: Mapping[str, etree._Element],
    list_of_style: Callable[[str], str | None],
) -> str:
    """The list that really has the levels: one may only name a style, whose list has them."""
    element = abstract.get(abstract_id)
    link = None if element is None else element.find(W + "numStyleLink")
    if link is None:
        return abstract_id
    num = links.get(list_of_style(link.get(VAL, "")) or "")
    return abstract_id if num is None else _abstract_id(num)


def _instance(
    num: etree._Element, abstract_id: str, abstract: Mapping[str, etree._Element]
) -> Instance:
    levels = [Level()] * LEVELS
    for element in abstract[abstract_id].iterchildren(W + "lvl"):
        levels[_place(element)] = _level(element)
    restarts: set[int] = set()
    for override in num.iterchildren(W + "lvlOverride"):
        place = _place(override)
        own = override.find(W + "lvl")
        if own is not None:
            levels[place] = _level(own)
        start = override.find(W + "startOverride")
        if start is not None:
            restarts.add(place)
            levels[place] = replace(levels[place], start=whole(start.get(VAL), 1))
    return Instance(abstract_id, tuple(levels), restarts)


def _place(element: etree._Element) -> int:
    return min(max(whole(element.get(W + "ilvl"), 0), 0), LEVELS - 1)


def _level(element: etree._Element) -> Level:
    def value(name: str) -> str | None:
        child = element.find(W + name)
        return None if child is None else child.get(VAL)

    form = value("numFmt") or "decimal"
    restart = value("lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        start=whole(value("start"), 1),
        format="bullet" if form == "bullet" else _FORMAT_NAMES.get(form, "1"),
        text=value("lvlText") or "",
        restarts_after=None if restart is None else whole(restart, 0),
        is_legal=legal is not None and is_on(legal),
        style=value("pStyle"),
        joins="" if value("suff") == "nothing" else " ",
    )
