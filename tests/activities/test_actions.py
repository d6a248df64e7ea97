"""An activity is recorded once, corrected with a trace, taken back with a reason, and counted."""

import datetime as dt
import io
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from tests.builders.activities import (
    AT,
    DAY,
    a_campaign,
    a_field,
    an_activity,
    at,
    counted,
    gifts,
)
from tests.builders.identity import a_user, an_appointment

from nhanai.activities import actions, facts
from nhanai.activities.actions import CannotRecord, CannotRunCampaign, Links
from nhanai.activities.actions.photos import CannotShow
from nhanai.activities.models import Activity
from nhanai.activities.vocab import ActivityState, CampaignKind
from nhanai.facts.models import Fact
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans.rules.evidence import Given

pytestmark = pytest.mark.django_db


def rules_of(refusal: pytest.ExceptionInfo[CannotRecord]) -> set[str]:
    return {finding.rule for finding in refusal.value.findings}


def test_what_was_done_is_recorded_with_its_facts_and_a_line() -> None:
    field = a_field()

    made = an_activity(field)

    assert (made.state, made.field, made.block) == (ActivityState.RECORDED, 1, "XH")
    assert made.title == "Trao quà, hỗ trợ, 40 suất quà, bản Nà Hừ"
    assert not made.is_on_behalf
    assert counted(made) == {"XH01/HV": 12_000_000, "XH02": 40}
    assert Line.objects.filter(verb="activities.recorded", unit_key="hoi-bum-to").count() == 1


def test_sending_twice_makes_one_record() -> None:
    field, key = a_field(), uuid.uuid4()

    made = [
        actions.record(unit=field.chapter, told=gifts(), key=key, by=field.clerk, at=AT)
        for _ in range(2)
    ]

    assert made[0].pk == made[1].pk
    assert Activity.objects.count() == 1
    assert Fact.objects.filter(record=made[0].pk).count() == 2


def test_a_key_of_somebody_elses_sending_is_refused() -> None:
    field, key = a_field(), uuid.uuid4()
    actions.record(unit=field.chapter, told=gifts(), key=key, by=field.clerk, at=AT)

    with pytest.raises(CannotRecord, match="gửi từ nơi khác"):
        actions.record(unit=field.chapter, told=gifts(), key=key, by=field.officer, at=AT)


def test_the_province_enters_on_behalf_of_a_chapter() -> None:
    field = a_field()

    assert an_activity(field, by=field.officer).is_on_behalf


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_reads_records_nothing(role: Role) -> None:
    field = a_field()
    reader = an_appointment(user=a_user(), role=role, unit=field.office).user

    with pytest.raises(CannotRecord, match="chưa được giao"):
        an_activity(field, by=reader)

    assert not Activity.objects.exists()


def test_a_clerk_does_not_record_for_the_unit_above() -> None:
    field = a_field()

    with pytest.raises(CannotRecord):
        actions.record(unit=field.office, told=gifts(), key=uuid.uuid4(), by=field.clerk, at=AT)


def test_every_fault_is_told_at_once_and_nothing_is_written() -> None:
    field = a_field()
    told = gifts(
        kind="", first_on=dt.date(2026, 11, 30), last_on=dt.date(2026, 11, 20), persons=9,
        services=5, amounts={"GIFT": Decimal(-1)},
    )  # fmt: skip

    with pytest.raises(CannotRecord) as refusal:
        an_activity(field, told)

    assert rules_of(refusal) == {
        "kind-missing", "days-turned", "amount-range", "services-fewer"
    }  # fmt: skip
    assert not Activity.objects.exists()
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (dt.date(2026, 11, 25), "day-ahead"),
        (dt.date(2019, 12, 31), "day-before-unit"),
        (None, "day-missing"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: dt.date | None, rule: str) -> None:
    field = a_field()

    with pytest.raises(CannotRecord) as refusal:
        an_activity(field, gifts(first_on=day))

    assert rules_of(refusal) == {rule}


@pytest.mark.parametrize("name", ["title", "place", "donor"])
def test_words_that_do_not_fit_are_refused_not_cut(name: str) -> None:
    field = a_field()

    with pytest.raises(CannotRecord) as refusal:
        an_activity(field, gifts(**{name: "a" * 301}))
    made = an_activity(field, gifts(**{name: "a" * 300}))

    assert rules_of(refusal) == {"words-long"}
    assert getattr(made, name) == "a" * 300


def test_a_measure_that_takes_no_decimals_refuses_the_whole_record() -> None:
    field = a_field()
    cow = gifts(kind="LIVELIHOOD", amounts={"COW": Decimal("1.5")})

    with pytest.raises(Exception, match="chữ số thập phân"):
        an_activity(field, cow)

    assert not Activity.objects.exists()


def test_a_draft_may_have_gaps_and_counts_for_nothing() -> None:
    field = a_field()

    made = actions.record(
        unit=field.chapter, told=gifts(services=3), key=uuid.uuid4(), is_draft=True,
        by=field.clerk, at=AT,
    )  # fmt: skip

    assert made.state == ActivityState.DRAFT
    assert counted(made) == {}


def test_a_correction_replaces_the_facts_and_leaves_the_old_values_in_the_journal() -> None:
    field = a_field()
    made = an_activity(field)

    changed = actions.change(
        activity=made, told=gifts(persons=41, goods=12_300_000), links=Links(), version=1,
        by=field.clerk, at=AT,
    )  # fmt: skip

    assert counted(changed) == {"XH01/HV": 12_300_000, "XH02": 41}
    line = Line.objects.get(verb="activities.changed")
    assert line.old == {"persons": 40, "goods": 12_000_000}
    assert line.new == {"persons": 41, "goods": 12_300_000}


def test_who_read_an_older_version_does_not_overwrite_a_newer() -> None:
    field = a_field()
    made = an_activity(field)
    actions.change(
        activity=made, told=gifts(persons=41), links=Links(), version=1, by=field.officer, at=AT
    )

    with pytest.raises(CannotRecord, match="Người khác vừa sửa"):
        actions.change(
            activity=made, told=gifts(persons=50), links=Links(), version=1, by=field.clerk, at=AT
        )

    assert Activity.objects.get().persons == 41


def test_what_is_withdrawn_counts_no_longer_and_comes_back_whole() -> None:
    field = a_field()
    made = an_activity(field)

    actions.withdraw(activity=made, reason="Ghi nhầm xã", by=field.clerk, at=AT)
    assert counted(made) == {}

    actions.restore(activity=made, by=field.clerk, at=AT)
    assert counted(made) == {"XH01/HV": 12_000_000, "XH02": 40}


def test_withdrawing_asks_for_a_reason() -> None:
    field = a_field()
    made = an_activity(field)

    with pytest.raises(CannotRecord, match="vì sao"):
        actions.withdraw(activity=made, reason="  ", by=field.clerk, at=AT)

    assert Activity.objects.get().state == ActivityState.RECORDED


def test_a_tet_campaign_adds_its_own_measures() -> None:
    field = a_field()
    links = Links(campaign=a_campaign(field))

    made = an_activity(field, links=links)

    assert counted(made) == {
        "XH01/HV": 12_000_000, "XH02": 40, "XH03": 40, "XH04": 12_000_000
    }  # fmt: skip


def test_blood_is_worth_the_rate_of_its_day_and_stands_apart() -> None:
    field = a_field()
    actions.set_rate(
        item="BLOOD_UNIT", start=dt.date(2026, 1, 1), amount=500_000, by=field.officer, at=AT
    )
    blood = gifts(
        kind="BLOOD", persons=None, goods=0,
        amounts={"REGISTERED": Decimal(120), "DONATED": Decimal(95), "BLOOD_UNIT": Decimal(95)},
    )  # fmt: skip

    made = an_activity(field, blood)

    assert (made.worth, made.whole_worth) == (0, 47_500_000)
    assert counted(made) == {
        "HM01": 1, "HM02": 120, "HM03": 95, "HM04": 95, "HM07": 47_500_000
    }  # fmt: skip


def test_a_verified_rate_names_its_basis() -> None:
    field = a_field()

    with pytest.raises(CannotRunCampaign) as refusal:
        actions.set_rate(
            item="BLOOD_UNIT", start=DAY, amount=1, is_verified=True, by=field.officer, at=AT
        )

    assert {finding.rule for finding in refusal.value.findings} == {"rate-basis"}


def test_a_campaign_keeps_its_kind_once_something_was_recorded_in_it() -> None:
    field = a_field()
    campaign = a_campaign(field)
    an_activity(field, links=Links(campaign=campaign))

    with pytest.raises(CannotRunCampaign) as refusal:
        actions.set_campaign(
            campaign=campaign, name="Khác", kind=CampaignKind.OTHER, owner=field.office,
            days=(DAY, DAY), by=field.officer, at=AT,
        )  # fmt: skip

    assert {finding.rule for finding in refusal.value.findings} == {"campaign-kind"}


def test_work_of_another_unit_is_not_carried_out_by_this_one() -> None:
    field = a_field()

    with pytest.raises(CannotRecord) as refusal:
        an_activity(field, links=Links(work=(404,)))

    assert rules_of(refusal) == {"work-of-others"}


def test_facts_are_the_same_when_made_anew_from_the_records() -> None:
    field = a_field()
    an_activity(field)
    an_activity(field, replace(gifts(), kind="RELIEF", households=9))
    gone = an_activity(field)
    actions.withdraw(activity=gone, reason="Ghi hai lần", by=field.clerk, at=AT)
    kept = sorted(
        Fact.objects.values_list("record", "measure__code", "part", "quantity", "day", "field")
    )

    anew = sorted(
        (record, fact.measure, fact.part, int(fact.quantity), fact.day, fact.field)
        for record, some in facts.everything()
        for fact in some
    )

    assert anew == kept


def a_photo() -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (22.0, 20.0, 0.0)}
    held = io.BytesIO()
    Image.new("RGB", (2000, 1000), "green").save(held, format="JPEG", exif=exif)
    return held.getvalue()


def test_a_photo_is_shrunk_and_loses_where_it_was_taken() -> None:
    field = a_field()
    made = an_activity(field)

    for _ in range(2):
        actions.add_photos(
            activity=made, photos=[Given(name="anh.jpg", content=a_photo())], consent=True,
            by=field.clerk, at=AT,
        )  # fmt: skip

    photo = made.photos.get()
    with photo.file.open() as file, Image.open(file) as kept:
        assert kept.size == (1600, 800)
        assert not kept.getexif()
    assert photo.has_consent


def test_what_is_no_photo_is_refused_and_so_is_a_strangers() -> None:
    field = a_field()
    made = an_activity(field)
    paper = Given(name="bao-cao.pdf", content=b"%PDF-1.7 ...")
    stranger = at(field.commune, Role.AGENCY_OFFICER)

    with pytest.raises(CannotShow) as refusal:
        actions.add_photos(activity=made, photos=[paper], consent=True, by=field.clerk, at=AT)
    with pytest.raises(CannotShow, match="chưa được giao"):
        actions.add_photos(activity=made, photos=[], consent=False, by=stranger, at=AT)

    assert {finding.rule for finding in refusal.value.findings} == {"not-a-photo"}
    assert not made.photos.exists()
