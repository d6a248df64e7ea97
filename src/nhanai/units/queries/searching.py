"""Finding units by what they are, were or are also called; accents need not be typed."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from nhanai.base.text import unaccented
from nhanai.units.models import Alias, Unit, UnitCode, UnitName
from nhanai.units.queries.days import in_force, named
from nhanai.units.rules.naming import words_of

if TYPE_CHECKING:
    from nhanai.units.queries.days import NamedUnit

_GAPS: Final = " -(/."
"""What may stand between two words of a name."""


def search(text: str, day: dt.date) -> "QuerySet[NamedUnit]":
    """The units whose name, former name, alias or code has all words of `text`.

    Abbreviations count as their full words. Those at work on `day` come first, then by name.
    """
    words = [unaccented(word) for word in words_of(text)]
    if not words:
        return named(Unit.objects.none(), day)
    by_name = UnitName.objects.filter(_has(words, "name_folded"), unit=OuterRef("pk"))
    by_alias = Alias.objects.filter(_has(words, "text_folded"), unit=OuterRef("pk"))
    by_code = UnitCode.objects.filter(code=text.strip(), unit=OuterRef("pk"))
    units = Unit.objects.filter(Exists(by_name) | Exists(by_alias) | Exists(by_code))
    gone = Case(When(in_force(day), then=Value(0)), default=Value(1), output_field=IntegerField())
    return named(units, day).annotate(gone=gone).order_by("gone", "call_key", "pk")


def former_names(units: Collection[int], day: dt.date) -> Mapping[int, UnitName]:
    """The last name that each of `units` bore before its name of that day."""
    rows = UnitName.objects.filter(unit__in=units, end__lte=day, unit__end__isnull=True)
    return {row.unit_id: row for row in rows.order_by("end")}


def _has(words: Collection[str], column: str) -> Q:
    """Each word begins a word of the column."""
    wanted = Q()
    for word in words:
        begins = Q(**{f"{column}__startswith": word})
        for gap in _GAPS:
            begins |= Q(**{f"{column}__contains": f"{gap}{word}"})
        wanted &= begins
    return wanted


def free_key(name: str, on: dt.date) -> str:
    """An identity for a unit that is to be opened: `hoi-chu-thap-do-xa-moi-2027`."""
    base = "-".join(unaccented(word) for word in words_of(name))[:40].strip("-") or "don-vi"
    wanted = f"{base}-{on.year}"
    taken = set(Unit.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(key for key in numbers if key not in taken)
