"""Facts that say what ended with its unit, from the unit's last day to the day after it."""

import datetime as dt
from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Model

from nhanai.facts.rules.spans import spans_of

ONE_DAY = dt.timedelta(days=1)


def move(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Move each with the sums that hold it; made anew from the records they lie there too."""
    del editor
    for fact, day in [*early_of_roles(apps), *early_of_units(apps)]:
        add_to_sums(apps, fact, sign=-1)
        fact.day = day
        fact.save(update_fields=["day"])
        add_to_sums(apps, fact, sign=1)


def early_of_roles(apps: StateApps) -> Iterator[tuple[Model, dt.date]]:
    """What roles say that ended with their unit, or later."""
    roles = apps.get_model("people", "PersonRole").objects.filter(end__gte=F("unit__end"))
    ended = set(roles.values_list("pk", flat=True))
    for fact in last_day_facts(apps, "people.role"):
        if fact.record in ended:
            yield fact, fact.unit.end


def early_of_units(apps: StateApps) -> Iterator[tuple[Model, dt.date]]:
    """What units say that stood under another until that ended, or later."""
    places = apps.get_model("units", "Placement").objects.filter(end__gte=F("parent__end"))
    ended = set(places.filter(line="RED_CROSS").values_list("unit", "parent"))
    for fact in last_day_facts(apps, "people.unit"):
        if (fact.record, fact.unit_id) in ended:
            yield fact, fact.unit.end


def last_day_facts(apps: StateApps, source: str) -> Iterator[Model]:
    """Fewer of something, on the last day of the unit."""
    facts = apps.get_model("facts", "Fact").objects.select_related("unit")
    fewer = facts.filter(source=source, quantity__lt=0, unit__end__isnull=False)
    return (fact for fact in fewer.order_by("pk") if fact.day == fact.unit.end - ONE_DAY)


def add_to_sums(apps: StateApps, fact: Model, *, sign: int) -> None:
    """Put the fact into the sums of its day, or take it out of them."""
    sums = apps.get_model("facts", "KeptSum").objects
    of = {name: getattr(fact, name) for name in ("measure_id", "unit_id", "field", "part")}
    for span in spans_of(fact.day):
        kept, _ = sums.get_or_create(span=span, **of, defaults={"quantity": 0, "facts": 0})
        kept.quantity += sign * fact.quantity
        kept.facts += sign
        kept.save()


class Migration(migrations.Migration):
    """No table changes."""

    dependencies = [
        ("people", "0005_members_moves"),
        ("facts", "0002_kept_sums"),
        ("units", "0002_kinds_below_a_chapter"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
