"""How letters and paragraphs look once defaults, styles and their own marks are put together."""

from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from nhanai.paper.inspection.opening import W

_OFF: Final = {"0", "false", "off", "none"}
_DEEPEST: Final = 20
"""Styles that build on each other; more are a circle."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look; sizes are points."""

    font: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """How a paragraph stands; lengths are millimetres, spaces points, `line` times a single one.

    `line` is None where a height in points is set.
    """

    justify: str = "left"
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float | None = 1.0
    ruled: bool = False


class Styles:
    """The defaults and the named styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(f"{W}styleId", "")
                for style in found
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in {"1", "true"}
            ),
            "",
        )
        default = None if root is None else root.find(f"{W}docDefaults")
        inner = None if default is None else default.find(f"{W}rPrDefault/{W}rPr")
        outer = None if default is None else default.find(f"{W}pPrDefault/{W}pPr")
        self._letters, self._stand = letters(inner, Letters()), stand(outer, Stand())

    def paragraph(self, own: etree._Element | None) -> tuple[Stand, Letters]:
        """How a paragraph with these properties stands, and how its letters look."""
        named = None if own is None else own.find(f"{W}pStyle")
        name = self._default if named is None else named.get(f"{W}val", "")
        place, face = self._stand, self._letters
        for style in self._chain(name):
            place = stand(style.find(f"{W}pPr"), place)
            face = letters(style.find(f"{W}rPr"), face)
        return stand(own, place), face

    def run(self, own: etree._Element | None, face: Letters) -> Letters:
        """How the letters of a run look in a paragraph whose letters look like `face`."""
        named = None if own is None else own.find(f"{W}rStyle")
        for style in self._chain("" if named is None else named.get(f"{W}val", "")):
            face = letters(style.find(f"{W}rPr"), face)
        return letters(own, face)

    def _chain(self, name: str) -> list[etree._Element]:
        """A style after those it builds on."""
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            base = chain[-1].find(f"{W}basedOn")
            name = "" if base is None else base.get(f"{W}val", "")
        return chain[::-1]


def letters(marks: etree._Element | None, under: Letters) -> Letters:
    """`under` with what `marks` (rPr) changes."""
    if marks is None:
        return under
    fonts = marks.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    size = number(marks.find(f"{W}sz"), "val")
    return replace(
        under,
        font=font or under.font,
        size=under.size if size is None else size / 2,
        bold=_on(marks, "b", under.bold),
        italic=_on(marks, "i", under.italic),
        underline=_on(marks, "u", under.underline),
        caps=_on(marks, "caps", under.caps),
    )


def stand(marks: etree._Element | None, under: Stand) -> Stand:
    """`under` with what `marks` (pPr) changes."""
    if marks is None:
        return under
    justified, spacing = marks.find(f"{W}jc"), marks.find(f"{W}spacing")
    indent = marks.find(f"{W}ind")
    first, hanging = number(indent, "firstLine"), number(indent, "hanging")
    before, after = number(spacing, "before"), number(spacing, "after")
    line = under.line
    if (height := number(spacing, "line")) is not None and spacing is not None:
        line = height / 240 if spacing.get(f"{W}lineRule", "auto") == "auto" else None
    return replace(
        under,
        justify=under.justify if justified is None else justified.get(f"{W}val", ""),
        first=_millimetres(first, hanging, under.first),
        before=under.before if before is None else before / 20,
        after=under.after if after is None else after / 20,
        line=line,
        ruled=under.ruled or marks.find(f"{W}pBdr") is not None,
    )


def _millimetres(first: float | None, hanging: float | None, under: float) -> float:
    if hanging is not None:
        return -hanging / 1440 * 25.4
    return under if first is None else first / 1440 * 25.4


def number(mark: etree._Element | None, name: str) -> float | None:
    """A number of an attribute, None where it says none."""
    try:
        return None if mark is None else float(mark.get(f"{W}{name}", ""))
    except ValueError:
        return None


def _on(marks: etree._Element, name: str, under: bool) -> bool:
    mark = marks.find(f"{W}{name}")
    return under if mark is None else mark.get(f"{W}val", "1") not in _OFF
