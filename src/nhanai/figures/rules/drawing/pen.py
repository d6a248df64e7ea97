"""The marks of SVG: on a page in shares of its width, on paper in its own units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape, quoteattr


class Role(StrEnum):
    """What a mark is, from which its looks follow: a class on a page, colours of print on paper."""

    NOW = "now"
    BEFORE = "before"
    HALO = "halo"
    PLAN = "plan"
    LINE = "line"
    GRID = "grid"
    ZERO = "zero"
    EMPTY = "empty"
    WORDS = "words"
    AXIS = "axis"
    ON_DARK = "on"
    NAME = "name"
    NAME_ON_DARK = "nameon"
    SHADE_1 = "s1"
    SHADE_2 = "s2"
    SHADE_3 = "s3"
    SHADE_4 = "s4"
    SHADE_5 = "s5"


_DARK: Final = "#27407f"
_FONT: Final = 'font-family="Liberation Serif, Libertinus Serif, Times New Roman, serif"'
PAPER: Final[Mapping[Role, str]] = {
    Role.NOW: f'fill="{_DARK}"',
    Role.HALO: 'stroke="#fff" stroke-width="4"',
    Role.BEFORE: 'stroke="#000" stroke-width="1.4" stroke-dasharray="4 2.5" fill="none"',
    Role.PLAN: f'stroke="{_DARK}" stroke-width="1.2" fill="none"',
    Role.LINE: f'stroke="{_DARK}" stroke-width="2" fill="none"',
    Role.GRID: 'stroke="#bbb" stroke-width="0.6"',
    Role.ZERO: 'stroke="#000" stroke-width="1"',
    Role.EMPTY: 'stroke="#666" stroke-width="0.8" stroke-dasharray="2 2" fill="#fff"',
    Role.WORDS: f'fill="#000" font-size="13" {_FONT}',
    Role.AXIS: f'fill="#333" font-size="11.5" {_FONT}',
    Role.ON_DARK: f'fill="#fff" font-size="13" {_FONT}',
    Role.NAME: f'fill="#000" font-size="11.5" {_FONT}',
    Role.NAME_ON_DARK: f'fill="#fff" font-size="11.5" {_FONT}',
    Role.SHADE_1: 'fill="#eef1f6" stroke="#555" stroke-width="0.4"',
    Role.SHADE_2: 'fill="#d3dcef" stroke="#555" stroke-width="0.4"',
    Role.SHADE_3: 'fill="#a6b7de" stroke="#555" stroke-width="0.4"',
    Role.SHADE_4: 'fill="#4f6aad" stroke="#555" stroke-width="0.4"',
    Role.SHADE_5: f'fill="{_DARK}" stroke="#555" stroke-width="0.4"',
}
"""On white paper, and readable where it is copied without colours."""


def shade(number: int) -> Role:
    """The shade of that number, 1 the lightest and 5 the darkest."""
    return Role(f"s{number}")


class Svg(str):
    """Markup in which every word was escaped, so that a template prints it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart."""

    svg: Svg
    title: str
    description: str


@dataclass(slots=True)
class Pen:
    """Draws marks; `width` is the paper's, None for a page whose width is not known.

    Places across are shares of the width (0 to 1); heights are units of the drawing.
    """

    height: int
    width: int | None = None
    marks: list[str] = field(default_factory=list)
    opened: str = ""

    def across(self, share: Fraction | float) -> str:
        """A place or a length across."""
        if self.width is None:
            return f"{float(100 * share):.4g}%"
        return f"{float(self.width * share):.5g}"

    def look(self, role: Role) -> str:
        """How a mark of this role looks."""
        return f'class="d-{role}"' if self.width is None else PAPER[role]

    def block(
        self, left: Fraction | float, wide: Fraction | float, top: float, high: float, role: Role
    ) -> None:
        """A rectangle."""
        self.marks.append(
            f'<rect x="{self.across(left)}" y="{top:.5g}" width="{self.across(wide)}"'
            f' height="{high:.5g}" {self.look(role)}/>'
        )

    def stroke(
        self, start: tuple[Fraction | float, float], end: tuple[Fraction | float, float], role: Role
    ) -> None:
        """A straight line between two places, each across and down."""
        self.marks.append(
            f'<line x1="{self.across(start[0])}" y1="{start[1]:.5g}" x2="{self.across(end[0])}"'
            f' y2="{end[1]:.5g}" {self.look(role)}/>'
        )

    def dot(self, left: Fraction | float, top: float, role: Role, radius: float = 3.5) -> None:
        """A point of a line."""
        self.marks.append(
            f'<circle cx="{self.across(left)}" cy="{top:.5g}" r="{radius:g}" {self.look(role)}/>'
        )

    def words(
        self, left: Fraction | float, foot: float, text: str, role: Role, *,
        anchor: str = "middle", also: str = "",
    ) -> None:  # fmt: skip
        """Words that stand on a line at `foot`; `also` names what a narrow page leaves out."""
        look = self.look(role)
        if also and self.width is None:
            look = f'class="d-{role} {also}"'
        self.marks.append(
            f'<text x="{self.across(left)}" y="{foot:.5g}" text-anchor="{anchor}" {look}>'
            f"{escape(text)}</text>"
        )

    def opening(self, href: str, words: str) -> None:
        """What follows, up to `closing`, tells `words` and opens an address; paper has none."""
        self.opened = "a" if href and self.width is None else "g"
        there = f" href={quoteattr(href)} aria-label={quoteattr(words)}"
        self.marks.append(f"<{self.opened}{there if self.opened == 'a' else ''}>")
        self.marks.append(f"<title>{escape(words)}</title>")

    def closing(self) -> None:
        """The end of what was opened."""
        self.marks.append(f"</{self.opened}>")

    def finished(self, title: str, description: str, kind: str) -> Drawing:
        """The whole drawing; readers hear its title and its description, then each mark's own."""
        about = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        size = f'width="100%" height="{self.height}" class="pic {kind}" role="group"'
        size += f" aria-label={quoteattr(title)}"
        if self.width is not None:
            size = (
                f'width="{self.width}" height="{self.height}"'
                f' viewBox="0 0 {self.width} {self.height}"'
            )
        return Drawing(self._whole(size, about), title, description)

    def beside(self, words: str, kind: str) -> Drawing:
        """A small drawing in a line of a table, heard as one picture."""
        size = f'width="100%" height="{self.height}" class="pic {kind}" role="img"'
        return Drawing(self._whole(f"{size} aria-label={quoteattr(words)}", ""), words, "")

    def _whole(self, size: str, about: str) -> Svg:
        marks = "".join(self.marks)
        return Svg(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{about}{marks}</svg>')


def told(parts: Sequence[str]) -> str:
    """Parts of a sentence that are there, put together."""
    return "; ".join(part for part in parts if part)
