"""The roll-up of facts by unit and period, said once for every engine.

Small tables say what is wanted; they are made in plain Python from the units and the calendar
(`rules.placing`, `rules.asking`), so that no engine has to know what a merger or a year is:

- `measure`: which measures, and how each adds up;
- `slot`: a period and its days, cut where the structure changes (each piece is an epoch); or
  `dated`, the same with a row for each day, where an engine joins what is equal much faster;
- `ending`: the first day after each period, and the structure in which its stocks are shown;
- `whole` and `edge`: where sums of years, quarters and months are kept (`rules.spans`), the
  figures of a measure that adds up are taken from those that fill a period, and from the facts of
  the days at its edges;
- `place`: for each epoch where the figures of a unit belong: at its one heir, on that heir's level,
  from where they climb; or, where several heirs share them, at each heir and at every unit above
  them with its part (level `SHARED`, and no climbing);
- `above`: every unit above the heirs of a unit, themselves included, with its part: what is
  counted once cannot be added level by level;
- `step`: the unit directly above, with the level of the lower one;
- `newer`: every unit that took over from another, at any remove, and since when; a count holds
  until one of them counts anew;
- `ended`: units that ended without an heir, and since when; with them end their counts.

Parts are in millionths and add to a million for every unit that had something to give. A figure
has an exact part, and an estimated one that came through shares of less than the whole, in
millionths; so that no engine ever divides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import ibis

WHOLE: Final = 1_000_000
LEVELS: Final = 6
"""How many levels of units below the top the expression climbs."""

SHARED: Final = -1
"""The level of figures that several heirs share."""

_ID: Final = "int64"
_SUMS: Final = ("exact", "estimated", "facts")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the figures are broken by, besides unit, measure and period; and the type of a day."""

    by: tuple[str, ...] = ()
    day: str = "date"
    levels: int = LEVELS
    daily: bool = False
    plain: bool = False
    """One structure, in which no unit has several heirs: nothing meets again at the end."""
    kept: bool = False
    """Sums of years, quarters and months are kept beside the facts."""

    def tables(self) -> dict[str, dict[str, str]]:
        """The columns of every table that the expression reads."""
        day = self.day
        return {
            "facts_fact": {
                "unit_id": _ID, "day": day, "measure_id": _ID, "quantity": _ID, "subject": _ID,
                "field": "int16", "part": "string",
            },
            "facts_keptsum": {
                "span": _ID, "measure_id": _ID, "unit_id": _ID, "field": "int16", "part": "string",
                "quantity": _ID, "facts": _ID,
            },
            "measure": {"measure": _ID, "adding": "string"},
            "slot": {"period": _ID, "epoch": _ID, "start": day, "stop": day},
            "dated": {"period": _ID, "epoch": _ID, "on": day},
            "ending": {"period": _ID, "epoch": _ID, "stop": day},
            "whole": {"measure": _ID, "period": _ID, "epoch": _ID, "span": _ID},
            "edge": {"measure": _ID, "period": _ID, "epoch": _ID, "start": day, "stop": day},
            "place": {"epoch": _ID, "unit": _ID, "at": _ID, "level": _ID, "weight": _ID},
            "above": {"epoch": _ID, "unit": _ID, "above": _ID, "weight": _ID},
            "step": {"epoch": _ID, "unit": _ID, "parent": _ID, "level": _ID},
            "newer": {"unit": _ID, "heir": _ID, "since": day},
            "ended": {"unit": _ID, "since": day},
        }  # fmt: skip


def roll_up(shape: Shape) -> Any:  # noqa: ANN401 (Ibis has no types to speak of)
    """Every unit, measure and period that has a fact, with `exact`, `estimated` and `facts`."""
    tables = {name: ibis.table(columns, name=name) for name, columns in shape.tables().items()}
    return _RollUp(tables, shape).figures()


class _RollUp:
    """The steps, each a table; `keys` name a cell besides its unit and its `frame`, the epoch."""

    def __init__(self, tables: dict[str, Any], shape: Shape) -> None:
        self.tables = tables
        self.shape = shape
        self.keys: Sequence[str] = ("measure", "period", *shape.by)
        self.frame: Sequence[str] = () if shape.plain else ("epoch",)
        self.sums: Sequence[str] = ("exact", "facts") if shape.plain else _SUMS

    def figures(self) -> Any:  # noqa: ANN401
        added = [self._added()] if self.shape.kept else [self._flows(), self._balances()]
        placed = ibis.union(*added, self._counted(), distinct=False)
        found = ibis.union(*self._climbed(placed), self._people(), distinct=False)
        if self.shape.plain:
            nothing = ibis.literal(0, _ID)
            return found.select("unit", *self.keys, "exact", nothing.name("estimated"), "facts")
        sums = {name: found[name].sum() for name in _SUMS}
        return found.group_by("unit", *self.keys).agg(**sums)

    def _facts(self, adding: str, span: str) -> Any:  # noqa: ANN401
        """The facts of measures added so, in the periods that `span` (`slot`, `ending`) tells."""
        fact, measure = self.tables["facts_fact"], self.tables["measure"]
        wanted = measure.filter(measure.adding == adding)
        days, within = self._days(fact, span)
        return wanted.cross_join(days).join(fact, [fact.measure_id == measure.measure, *within])

    def _days(self, fact: Any, span: str) -> tuple[Any, list[Any]]:  # noqa: ANN401
        """The table of days for that span, and when a fact lies in one of its rows."""
        if span == "slot" and self.shape.daily:
            days = self.tables["dated"]
            return days, [fact.day == days.on]
        days = self.tables[span]
        within = [fact.day < days.stop]
        return days, [*within, fact.day >= days.start] if span == "slot" else within

    def _flows(self) -> Any:  # noqa: ANN401
        """What happened in a period: each fact in the structure of its own day, or of the asked."""
        return self._placed(self._facts("SUM", "slot"))

    def _balances(self) -> Any:  # noqa: ANN401
        """What there is at the end of a period: every change before it."""
        return self._placed(self._facts("BALANCE", "ending"))

    def _added(self) -> Any:  # noqa: ANN401
        """What adds up, of either kind: the kept sums, and the facts that none of them holds."""
        fact, kept = self.tables["facts_fact"], self.tables["facts_keptsum"]
        whole, edge = self.tables["whole"], self.tables["edge"]
        columns = ("unit_id", "epoch", *self.keys, "quantity")
        within = [fact.measure_id == edge.measure, fact.day >= edge.start, fact.day < edge.stop]
        at_edges = edge.join(fact, within)
        left_over = at_edges.group_by(*columns[:-1]).agg(
            quantity=at_edges.quantity.sum(), facts=at_edges.count()
        )
        same = [kept.span == whole.span, kept.measure_id == whole.measure]
        summed = whole.join(kept, same).filter(kept.facts > 0).select(*columns, "facts")
        return self._placed(ibis.union(left_over, summed, distinct=False))

    def _counted(self) -> Any:  # noqa: ANN401
        """The last count before the end of a period, while no heir has counted anew."""
        newer, ended = self.tables["newer"], self.tables["ended"]
        dated = self._facts("LAST", "ending").drop("subject")
        dated = dated.anti_join(ended, [dated.unit_id == ended.unit, ended.since < dated.stop])
        groups = ("period", "unit_id", "measure", "field", "part")
        in_order = [dated.day.desc(), dated.quantity.desc()]
        ranked = dated.mutate(place=ibis.row_number().over(group_by=groups, order_by=in_order))
        counted = ranked.filter(ranked.place == 0).drop("place", "stop")
        later = counted.select("period", "measure", "day", counted.unit_id.name("heir"))
        anew = newer.join(later, ["heir"])
        gone = anew.filter(anew.day >= anew.since).select("period", "measure", "unit").distinct()
        same = [counted[name] == gone[name] for name in ("period", "measure")]
        return self._placed(counted.anti_join(gone, [*same, counted.unit_id == gone.unit]))

    def _placed(self, dated: Any) -> Any:  # noqa: ANN401
        """What units counted, at those who have it in each structure."""
        place = self.tables["place"]
        same = [dated[name] == place[name] for name in self.frame]
        given = dated.join(place, [*same, dated.unit_id == place.unit])
        number = given.facts.sum() if "facts" in given.columns else given.count()
        sums = {"exact": given.quantity.sum(), "facts": number}
        if not self.shape.plain:
            is_whole = given.weight == WHOLE
            sums["exact"] = is_whole.ifelse(given.quantity, 0).sum()
            sums["estimated"] = is_whole.ifelse(0, given.quantity * given.weight).sum()
        cells = given.group_by("level", *self.frame, "at", *self.keys).agg(**sums)
        return cells.select("level", *self.frame, "at", *self.keys, *self.sums)

    def _climbed(self, placed: Any) -> list[Any]:  # noqa: ANN401
        """The cells of every level, from the lowest up: its own, and all of the one below."""
        found = []
        raised = None
        for level in range(self.shape.levels, -1 if self.shape.plain else SHARED - 1, -1):
            here = placed.filter(placed.level == level).drop("level")
            if raised is not None:
                both = ibis.union(here, raised, distinct=False)
                sums = {name: both[name].sum() for name in self.sums}
                here = both.group_by(*self.frame, "at", *self.keys).agg(**sums)
            found.append(here.select(here["at"].name("unit"), *self.keys, *self.sums))
            raised = self._raised(here, level) if level > 0 else None
        return found

    def _raised(self, here: Any, level: int) -> Any:  # noqa: ANN401
        """The cells of one level under the units directly above."""
        step = self.tables["step"]
        at = step.unit.name("at")
        stairs = step.filter(step.level == level).select(*self.frame, at, "parent")
        above = here.join(stairs, [*self.frame, "at"])
        return above.select(*self.frame, above.parent.name("at"), *self.keys, *self.sums)

    def _people(self) -> Any:  # noqa: ANN401
        """Each subject once at each unit, with the largest part that the unit has of it."""
        dated, above = self._facts("DISTINCT", "slot"), self.tables["above"]
        same = [dated[name] == above[name] for name in self.frame]
        placed = dated.join(above, [*same, dated.unit_id == above.unit])
        once = placed.group_by(placed.above.name("at"), "subject", *self.keys).agg(
            weight=placed.weight.max(), facts=placed.count()
        )
        is_whole = once.weight == WHOLE
        sums = {"exact": is_whole.ifelse(1, 0).cast(_ID).sum()}
        if not self.shape.plain:
            sums["estimated"] = is_whole.ifelse(0, once.weight).cast(_ID).sum()
        sums["facts"] = once.facts.sum()
        return once.group_by(once["at"].name("unit"), *self.keys).agg(**sums)
