"""Scores: of a survey when it is kept, and of all of them when the rubric changes."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.models import Address, Assessment, Survey
from nhanai.aid.rules.rubric import Circumstances, Rubric, rubric_on, score
from nhanai.aid.vocab import AddressState
from nhanai.people.models import Person
from nhanai.people.queries.finding import birth_of
from nhanai.people.rules.ages import ages_on


def assess(
    kept: Survey, person: Person, *, rubric: Rubric | None = None, at: dt.datetime
) -> Assessment:
    """Score a survey under the rubric of today, or another; what was scored before stays."""
    used = rubric or rubric_on(localdate(at))
    ages = ages_on(birth_of(person), kept.on)
    found = Circumstances(
        frozenset(kept.answers), kept.members, kept.income, ages[0] if ages else None
    )
    said = score(used, found)
    made, _ = Assessment.objects.get_or_create(
        survey=kept,
        rubric=used.code,
        defaults={"points": said.points, "reasons": [list(one) for one in said.reasons], "at": at},
    )
    return made


@transaction.atomic
def rescore(*, rubric: Rubric | None = None, at: dt.datetime) -> int:
    """Score the newest survey of every open address under the rubric of today; run twice, nothing
    differs. What was decided keeps the score under which it was decided (`Step.assessment`).
    """
    changed = 0
    rows = Address.objects.exclude(state=AddressState.CLOSED).select_related("person")
    for address in rows.order_by("pk").iterator(chunk_size=500):
        kept = Survey.objects.filter(address=address).order_by("-on", "-pk").first()
        if kept is None:
            continue
        person = address.person.merged_into or address.person
        points = assess(kept, person, rubric=rubric, at=at).points
        if points != address.points:
            address.points = points
            address.save(update_fields=["points"])
            changed += 1
    return changed
