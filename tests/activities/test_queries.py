"""What one sees of the work in the field, when units come and go."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.activities import AT, a_campaign, a_field, an_activity, at, gifts
from tests.builders.units import a_succession, a_unit

from nhanai.activities.actions import Links
from nhanai.activities.models import Campaign
from nhanai.activities.queries import figures_of, may_change, visible_to
from nhanai.identity.models import User
from nhanai.units.models import Lineage, Placement, Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db

TODAY = AT.date()


def test_the_office_goes_on_seeing_what_a_chapter_did_before_it_ended() -> None:
    field = a_field()
    campaign = a_campaign(field)
    done = an_activity(field, told=gifts(persons=40, services=None), links=Links(campaign=campaign))
    Unit.objects.filter(pk=field.chapter.pk).update(end=TODAY)
    Placement.objects.filter(unit=field.chapter).update(end=TODAY)
    Lineage.objects.filter(descendant=field.chapter).update(end=TODAY)

    seen = list(visible_to(field.officer, today=TODAY + dt.timedelta(days=2)))
    figures = figures_of(Campaign.objects.all(), field.officer, today=TODAY)[campaign.pk]

    assert seen == [done]
    assert (figures.activities, figures.services) == (1, 40)


def test_a_chapter_sees_what_its_forerunners_did_and_which_unit_that_was(
    sign_in: Callable[[User], Client],
) -> None:
    field = a_field()
    done = an_activity(field)
    an_activity(field, told=gifts(persons=3), links=Links())
    heir, grown = (
        a_unit(name, kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS,
               start=field.chapter.start)
        for name in ("Hội xã Nậm Mạ", "Hội xã Căn Co")
    )  # fmt: skip
    clerk = at(grown)
    Unit.objects.filter(pk__in=[field.chapter.pk, heir.pk]).update(end=TODAY)
    for before, after in ((field.chapter, heir), (heir, grown)):
        a_succession(before, after, on=TODAY)

    seen = list(visible_to(clerk, today=TODAY))
    page = sign_in(clerk).get(reverse("activities:list")).content.decode()

    assert len(seen) == 2
    assert done in seen
    assert page.count("(đơn vị cũ)") == 2
    assert not may_change(clerk, done, today=TODAY)


def test_a_chapter_that_only_gave_a_part_away_keeps_what_it_did_to_itself() -> None:
    field = a_field()
    an_activity(field)
    heir = a_unit("Hội xã Nậm Mạ", kind=UnitKind.CHAPTER, start=field.chapter.start)
    a_succession(field.chapter, heir, on=TODAY)

    assert list(visible_to(at(heir), today=TODAY)) == []


def test_what_a_chapter_does_elsewhere_now_is_not_seen_where_it_was() -> None:
    field = a_field()
    an_activity(field)
    Lineage.objects.filter(descendant=field.chapter).update(end=TODAY)

    assert list(visible_to(field.officer, today=TODAY)) == []
