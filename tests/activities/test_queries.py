"""What one sees of the work in the field, when units come and go."""

import datetime as dt

import pytest
from tests.builders.activities import AT, a_campaign, a_field, an_activity, gifts

from nhanai.activities.actions import Links
from nhanai.activities.models import Campaign
from nhanai.activities.queries import figures_of, visible_to
from nhanai.units.models import Lineage, Placement, Unit

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


def test_what_a_chapter_does_elsewhere_now_is_not_seen_where_it_was() -> None:
    field = a_field()
    an_activity(field)
    Lineage.objects.filter(descendant=field.chapter).update(end=TODAY)

    assert list(visible_to(field.officer, today=TODAY)) == []
