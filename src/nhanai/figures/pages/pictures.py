"""The page of pictures: one measure drawn, with the same numbers in a table below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.facts.queries.catalogue import measures
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.figures.pages import picture_times, picture_units
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.handing import choices_of
from nhanai.figures.pages.picture import Asked, Picture
from nhanai.figures.pages.times import steps_of
from nhanai.figures.rules.showing import unit_of
from nhanai.paper import values as paper

PAPER: Final = 620
"""Units across a drawing for paper: its letters stand as ten points where it is 165 mm wide."""
FIRST: Final = "XH01"
TIME, GROWING, MAP, SMALL, PLAN = "thoi-gian", "luy-ke", "ban-do", "tung-xa", "ke-hoach"
KINDS: Final = (
    (TIME, "Theo thời gian"),
    (GROWING, "Lũy kế, đến cuối kỳ"),
    (MAP, "Bản đồ ô"),
    (SMALL, "Từng xã, phường"),
    (PLAN, "Kế hoạch và kết quả"),
)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The page."""

    frame: Frame
    measure: MeasureValue
    measured_in: str
    choices: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    kind: str
    step: str
    steps: Sequence[tuple[str, str]]
    picture: Picture

    @property
    def tabs(self) -> Sequence[tuple[str, str, None]]:
        """The kinds of picture, without counts."""
        return [(kind, words, None) for kind, words in KINDS]


def pictures(frame: Frame, said: Mapping[str, str], *, width: int | None = None) -> Pictures:
    """The picture of the measure that an address asks for; `width` draws it for paper."""
    known = measures()
    measure = known.get(said.get("chi-tieu", ""), known[FIRST])
    kind = said.get("hinh", "")
    kind = kind if kind in dict(KINDS) else TIME
    steps = steps_of(frame.period.regime)
    step = said.get("buoc", "")
    step = step if step in dict(steps) else (steps[0][0] if steps else "")
    asked = Asked(frame, measure, width)
    draw: Mapping[str, Callable[[], Picture]] = {
        TIME: lambda: picture_times.columns(asked, step),
        GROWING: lambda: picture_times.growing(asked),
        MAP: lambda: picture_units.on_map(asked),
        SMALL: lambda: picture_units.in_small(asked),
        PLAN: lambda: picture_units.against_plan(asked),
    }
    return Pictures(
        frame, measure, unit_of(measure, frame.money), choices_of(frame.today.year),
        kind, step, steps, draw[kind](),
    )  # fmt: skip


def for_paper(page: Pictures) -> paper.Picture | None:
    """The picture as a block of an official document; None where there is nothing to draw.

    `page` was asked for with the width of paper (`pictures(…, width=PAPER)`).
    """
    picture = page.picture
    if picture.drawing is None:
        return None
    told = picture.drawing.description
    return paper.Picture(picture.drawing.svg, f"{picture.caption}. {picture.note}", told)
