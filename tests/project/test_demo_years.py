"""Two years of a province are loaded by the product's own acts, some at a time, and only once."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.builders.identity import a_user, an_appointment
from tests.builders.units import lai_chau

from nhanai.activities import facts as activity_facts
from nhanai.activities.models import Activity
from nhanai.activities.vocab import ActivityState
from nhanai.base.days import Period
from nhanai.desk.pages import home
from nhanai.desk.queries import Loading, demo_loading
from nhanai.facts import actions as facts
from nhanai.facts.models import Fact
from nhanai.facts.queries.rolling import rolled_up
from nhanai.figures import facts as figure_facts
from nhanai.figures.queries import planned as plans
from nhanai.identity.actions import NotADemo
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.people import facts as people_facts
from nhanai.people.models import Person, PersonRole
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.project.demo.years import loading
from nhanai.project.demo.years.calendar import LAST, MERGED
from nhanai.project.demo.years.deeds import Deed, Did, Joined
from nhanai.project.demo.years.places import Chapter, Place, places
from nhanai.project.demo.years.plan import deeds
from nhanai.submissions.actions import load_forms
from nhanai.submissions.models import Submission
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


def share(of: Sequence[Place]) -> Sequence[Deed]:
    """One chapter with all its people, and of the field one month."""
    return [
        one
        for one in deeds(of[2:3])
        if not isinstance(one, Did) or (one.at.year, one.at.month) == (2025, 6)
    ]


def said() -> Counter[tuple[object, ...]]:
    columns = ("unit", "day", "measure", "quantity", "subject", "field", "part", "source", "record")
    own = Fact.objects.exclude(source=people_facts.UNIT)  # these come with the units, not with us
    return Counter(own.values_list(*columns))


def cut_short(*, deed: int) -> None:
    """Load, and be killed at that record, in the middle of a batch."""
    planned = share(places())

    def watched(of: Sequence[Place]) -> Sequence[Deed]:
        return [*planned[:deed], Deed(AT, "nobody"), *planned[deed + 1 :]]

    with pytest.raises(TypeError):  # nobody knows how to do a bare deed
        list(loading.load(clock=lambda: AT, only=watched))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_share_cut_short_goes_on_makes_nothing_twice_and_counts_as_if_rebuilt(
    settings: Settings,
) -> None:
    settings.DEMO = True
    lai_chau()
    load_forms()
    office = Unit.objects.get(key="lc-hoi-tinh")
    user = an_appointment(user=a_user(), role=Role.PROVINCE_OFFICER, unit=office).user
    planned = share(places())
    joined = sum(isinstance(one, Joined) for one in planned)
    done = sum(isinstance(one, Did) for one in planned)

    assert home.load(user, today=AT.date()).loading is None
    cut_short(deed=3 * loading.BATCH + 7)
    assert str(home.load(user, today=AT.date()).loading) == f"60/{len(planned)}"
    for _ in loading.load(clock=lambda: AT, only=share):
        pass

    assert home.load(user, today=AT.date()).loading is None
    assert demo_loading() == Loading(len(planned), len(planned))
    assert list(loading.load(clock=lambda: AT, only=share)) == []
    assert (Person.objects.count(), Activity.objects.count()) == (joined, done)
    assert joined > 20
    assert done > 40
    went_on = PersonRole.objects.filter(end_reason=EndReason.UNIT_ENDED)
    assert went_on.exists()
    assert not went_on.exclude(end=MERGED).exists()
    assert not PersonRole.objects.filter(unit__end__isnull=False, end=None).exists()
    assert PersonRole.objects.filter(kind=RoleKind.OFFICER, end=None).count() == 2
    assert Activity.objects.filter(state=ActivityState.RECORDED, last_on__lte=LAST).exists()
    assert [row.state for row in Submission.objects.order_by("end")] == [
        SubmissionState.ACCEPTED,
        SubmissionState.ACCEPTED,
    ]
    year = Period(dt.date(2024, 12, 15), dt.date(2025, 12, 15))
    ratios = rolled_up(office.pk, ["TC05", "TH03"], [year]).figures(office.pk)
    assert ratios["TC05"].value > 0
    assert ratios["TH03"].value > 0
    goals = plans.planned([office.pk], ["HM03"], 2026)
    assert goals[office.pk, "HM03"].version == 2
    assert journal.check().is_sound
    written = said()
    people_facts.rebuild()
    with transaction.atomic():
        for record, some in activity_facts.everything():
            facts.replace(source=activity_facts.SOURCE, record=record, facts=some)
        for record, figure in figure_facts.everything():
            facts.replace(source=figure_facts.SOURCE, record=record, facts=figure)
    assert said() == written


def some_places() -> Sequence[Place]:
    district = "lc-hoi-huyen-108"
    return [
        Place(
            Chapter(f"lc-hoi-xa-{10000 + n}-2025", f"xa-{n}", f"Xã {n}", district),
            tuple(
                Chapter(
                    f"lc-hoi-xa-{20000 + 10 * n + m}", f"xa-{n}{m}", "Xã cũ", "lc-hoi-huyen-108"
                )
                for m in range(3)
            ),
        )
        for n in range(38)
    ]


def test_the_years_are_the_same_at_every_start_and_of_the_size_of_a_province() -> None:
    first, second = deeds(some_places()), deeds(some_places())
    done = [one for one in first if isinstance(one, Did)]

    assert first == second
    assert sum(isinstance(one, Joined) for one in first) > 1100
    assert len(done) > 1500
    assert len({one.unit for one in done}) > 100
    assert all(one.told.ends and one.told.ends <= one.at.date() <= LAST for one in done)


def test_a_real_installation_refuses_it(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NotADemo):
        next(loading.load(clock=lambda: AT))
