"""A measure at many units: on a map of tiles, in small lines, against what was planned."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from nhanai.base.text import sort_key
from nhanai.facts.queries.rolling import rolled_up
from nhanai.facts.rules.cells import Over, why_not
from nhanai.figures.pages.comparing import communes_on
from nhanai.figures.pages.frame import NOW
from nhanai.figures.pages.picture import NOTHING, Asked, Picture, Row, SmallOne
from nhanai.figures.pages.planning import reach
from nhanai.figures.pages.times import label_of, months_of_year, year_of
from nhanai.figures.queries.places import places_of
from nhanai.figures.queries.planned import planned
from nhanai.figures.rules.drawing import bullets, multiples, tiles
from nhanai.figures.rules.drawing.over_time import accumulated
from nhanai.figures.rules.planning import reached
from nhanai.figures.rules.showing import Shown, short, shown
from nhanai.units.queries import names_on

_SOCIETY: Final = "Hội Chữ thập đỏ "
_NO_COMMUNES: Final = "Đơn vị này không có xã, phường bên dưới. Hãy chọn Hội cấp tỉnh."
_NO_PLAN: Final = "Năm này chưa giao chỉ tiêu này. Hãy giao ở trang Kế hoạch năm."


def on_map(asked: Asked) -> Picture:
    """A tile for each of today's communes."""
    keys, names = communes(asked)
    rolled = rolled_up(
        asked.root, [asked.code], [asked.frame.period.period], structure=asked.frame.today
    )
    places = places_of(keys)
    found = [
        tiles.Tile(
            place, _bare(names[unit]), value, asked.printed(value),
            asked.opens(asked.frame.period, keys[unit], NOW),
        )
        for unit in keys
        if (place := places.get(unit))
        for value in [asked.value(rolled.figures(unit))]
    ]  # fmt: skip
    heads = ["Xã, phường", short(asked.frame.period.label)]
    rows = [Row(one.name, one.href, heads, [one.printed]) for one in found]
    if len(found) < 2:
        return Picture("", heads, rows, empty=_NO_COMMUNES)
    about = asked.about(short(asked.frame.period.label), _highest(found))
    made = tiles.tile_map(found, about, width=asked.width)
    note = f"Số trong ô: {made.unit}. Ô bằng nhau, xếp gần đúng theo bản đồ do phần mềm đặt."
    return Picture(about.title, heads, rows, made.drawing, made.legend, note=note)


def in_small(asked: Asked) -> Picture:
    """A small line for each commune, all on one scale."""
    keys, names = communes(asked)
    times = months_of_year(asked.frame)
    rolled = rolled_up(
        asked.root, [asked.code], [one.period for one in times], structure=asked.frame.today
    )
    adds = not why_not([asked.measure], Over.PERIODS)
    series: dict[int, Sequence[Fraction | None]] = {
        unit: [asked.value(rolled.figures(unit, at)) for at in range(len(times))] for unit in keys
    }
    if adds:
        series = {unit: accumulated(values) for unit, values in series.items()}
    several = [
        multiples.Small(
            names[unit], series[unit], asked.printed(_last(series[unit])),
            asked.opens(asked.frame.period, keys[unit], NOW),
        )
        for unit in keys
    ]  # fmt: skip
    heads = ["Xã, phường", *(label_of(one) for one in times)]
    rows = [
        Row(one.name, "", heads, [asked.printed(value) for value in one.values]) for one in several
    ]
    if len(several) < 2 or not any(_last(one.values) is not None for one in several):
        return Picture("", heads, rows, empty=_NO_COMMUNES if len(several) < 2 else NOTHING)
    scale = multiples.one_scale(several)
    what = "lũy kế" if adds else "cuối từng tháng"
    about = asked.about(f"{what} ở từng xã, phường", "Mọi hình cùng một thang.")
    zero = f"{multiples.down(Fraction(0), scale):.4g}"
    smalls = [
        SmallOne(one.name, one.href, one.printed, multiples.path(one.values, scale), zero)
        for one in several
    ]
    drawing = multiples.sheet(several, about, width=asked.width) if asked.width else None
    top = asked.printed(scale.high)
    note = f"Mỗi hình {what} trong năm, cùng một thang từ 0 đến {top}; số là của tháng cuối."
    return Picture(about.title, heads, rows, drawing, smalls=smalls, note=note)


def against_plan(asked: Asked) -> Picture:
    """Each unit's result beside what was planned, the unit itself first."""
    keys, names = communes(asked)
    period = year_of(asked.frame)
    units = {asked.root: asked.frame.chosen.unit.key, **keys}
    called = {asked.root: asked.frame.chosen.name, **names}
    plans = planned(list(units), [asked.code], period.number)
    rolled = rolled_up(asked.root, [asked.code], [period.period], structure=asked.frame.today)
    heads = ["Đơn vị", "Kết quả", "Kế hoạch năm", "Đạt"]
    rows, shares = [], list[bullets.Bullet]()
    for unit, key in units.items():
        figure = rolled.figures(unit).get(asked.code)
        told: Shown | None = shown(figure, asked.frame.money) if figure else None
        plan = plans.get((unit, asked.code))
        planned_here = reach(plan, told, asked.measure, asked.frame.money)
        if planned_here is None:
            continue
        share = reached(told.value if told else None, plan)
        words = f"{called[unit]}: đạt {planned_here.share or 'chưa rõ'}"
        shares.append(bullets.Bullet(called[unit], share, planned_here.share))
        cells = [told.text if told else "–", planned_here.text, planned_here.share or "–"]
        rows.append(Row(called[unit], asked.opens(period, key, NOW), heads, cells,
                        bullets.bar(share, words)))  # fmt: skip
    if not rows:
        return Picture("", heads, rows, empty=_NO_PLAN)
    about = asked.about(f"kế hoạch và kết quả {short(period.label)}", "Vạch đứng là kế hoạch.")
    drawing = bullets.sheet(shares, about, width=asked.width) if asked.width else None
    note = "Vạch đứng là kế hoạch; thanh dài nhất là 150 %."
    return Picture(about.title, heads, rows, drawing, note=note)


def communes(asked: Asked) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """The chapters of today's communes with their keys, and their short names."""
    keys = communes_on(asked.root, asked.frame.today)
    names = names_on(list(keys), asked.frame.today)
    ordered = sorted(keys, key=lambda unit: sort_key(names.get(unit, "")))
    return (
        {unit: keys[unit] for unit in ordered},
        {unit: _plain(names.get(unit, "")) for unit in ordered},
    )


def _highest(found: Sequence[tiles.Tile]) -> str:
    known = [one for one in found if one.value is not None]
    if not known:
        return "Chưa xã, phường nào có số liệu."
    most = max(known, key=lambda one: one.value or 0)
    return f"{len(known)} xã, phường có số liệu; cao nhất là {most.name}: {most.printed}."


def _last(values: Sequence[Fraction | None]) -> Fraction | None:
    return next((value for value in reversed(values) if value is not None), None)


def _plain(name: str) -> str:
    """`xã Bum Tở` of `Hội Chữ thập đỏ xã Bum Tở`."""
    return name.removeprefix(_SOCIETY)


def _bare(name: str) -> str:
    """`Bum Tở` of `xã Bum Tở`."""
    return name.removeprefix("xã ").removeprefix("phường ")
