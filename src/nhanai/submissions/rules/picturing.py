"""The pictures of an official report, drawn from what was frozen with it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.figures.rules.drawing import bullets, over_time, tiles
from nhanai.figures.rules.drawing.over_time import About, Point
from nhanai.paper.values import Picture
from nhanai.submissions.rules.sheets import FigureLine, Sheet, said
from nhanai.submissions.rules.together import Together

WIDTH: Final = 620
"""Units of a drawing over the whole width of the text."""
_SOCIETY: Final = "Hội Chữ thập đỏ "
_LEAST: Final = 2
"""Fewer units, months or plans make no picture."""


def pictures_of(
    sheet: Sheet, main: Sequence[FigureLine]
) -> Iterator[tuple[Picture, Sequence[FigureLine]]]:
    """At most three, each with the lines whose figures it draws: months, plan, units."""
    made = sheet.together
    if made is None:
        return
    over = sheet.figures.get(made.months_of)
    if over is not None and sum(one.now is not None for one in made.months) >= _LEAST:
        yield _months(made, over), [over]
    planned = [one for one in main if one.reached is not None]
    if len(planned) >= _LEAST:
        yield _plans(planned), planned
    spread = next((one for one in main if _given(made, one) >= _LEAST), None)
    if spread is not None and made.places:
        yield _map(made, spread), [spread]


def _months(made: Together, line: FigureLine) -> Picture:
    points = [
        Point(
            one.label.partition("/")[0], one.words, _exact(one.now), said(one.now),
            before=_exact(one.before), before_printed=said(one.before),
        )
        for one in made.months
    ]  # fmt: skip
    first, last = made.months[0].words, made.months[-1].words
    title = f"{line.label}, từ {first} đến {last}"
    told = "; ".join(one.told() for one in points)
    drawing = over_time.columns(points, About(title, told, line.measured_in), width=WIDTH)
    note = "Cột: từng tháng theo sổ lúc nộp báo cáo. Nét đứt: cùng kỳ năm trước."
    return Picture(drawing.svg, f"{title}. {note}", drawing.description)


def _plans(lines: Sequence[FigureLine]) -> Picture:
    found = [bullets.Bullet(one.label, _exact(one.reached), one.reached_words) for one in lines]
    told = "; ".join(f"{one.label}: đạt {one.reached_words}" for one in lines)
    title = "Kết quả so với kế hoạch năm"
    drawing = bullets.sheet(found, About(title, told, "%"), width=WIDTH)
    note = "Vạch đứng là kế hoạch; thanh dài nhất là 150 %."
    return Picture(drawing.svg, f"{title}. {note}", drawing.description)


def _map(made: Together, line: FigureLine) -> Picture:
    found = [
        tiles.Tile(
            made.places[one.name], _short(one.name), _exact(one.figures.get(line.key)),
            said(one.figures.get(line.key)),
        )
        for one in made.shares
        if one.name in made.places
    ]  # fmt: skip
    found += [
        tiles.Tile(made.places[name], _short(name), None, "chưa có báo cáo")
        for name in made.missing
        if name in made.places
    ]
    title = f"{line.label} theo xã, phường"
    told = "; ".join(f"{one.name}: {one.printed}" for one in found if one.value is not None)
    drawn = tiles.tile_map(found, About(title, told, line.measured_in), width=WIDTH)
    note = f"Số trong ô: {drawn.unit}. Ô bằng nhau, xếp gần đúng theo bản đồ."
    return Picture(drawn.drawing.svg, f"{title}. {note}", drawn.drawing.description)


def _given(made: Together, line: FigureLine) -> int:
    """How many units gave something to the line."""
    return sum(bool(one.figures.get(line.key)) for one in made.shares)


def _short(name: str) -> str:
    """`Bum Tở` of `Hội Chữ thập đỏ xã Bum Tở`."""
    return name.removeprefix(_SOCIETY).removeprefix("xã ").removeprefix("phường ")


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
