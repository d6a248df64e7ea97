"""What is decided about ages, periods, masks and terms, told from values alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.findings import Severity
from nhanai.people.rules import ages, cards, privacy, roles
from nhanai.people.rules.privacy import masked_cell
from nhanai.people.rules.roles import At, HeldRole, RoleValues, faults_of_role
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import Channel, EndReason, RequestKind, RoleKind
from nhanai.periods.rules import Calendar
from nhanai.units.vocab import UnitKind

TODAY = dt.date(2026, 11, 24)
CHAPTER = At("hoi", UnitKind.CHAPTER, dt.date(2020, 1, 1))
OFFICE = At("so", UnitKind.DEPARTMENT, dt.date(2020, 1, 1))
CLUB = At("clb", UnitKind.CLUB, dt.date(2020, 1, 1))
days = st.dates(dt.date(2015, 1, 1), dt.date(2026, 11, 24))


def born(year: int, month: int = 1, day: int = 1) -> Birth:
    return Birth(dt.date(year, month, day), year)


@pytest.mark.parametrize(
    ("role", "birth", "found"),
    [
        (RoleKind.VOLUNTEER, born(2008, 11, 24), []),
        (RoleKind.VOLUNTEER, born(2008, 11, 25), [("age-outside", Severity.ERROR)]),
        (RoleKind.VOLUNTEER, Birth(None, 2008), [("age-unsure", Severity.WARNING)]),
        (RoleKind.VOLUNTEER, Birth(None, 2009), [("age-outside", Severity.ERROR)]),
        (RoleKind.VOLUNTEER, Birth(), [("age-unknown", Severity.NOTE)]),
        (RoleKind.YOUTH, born(1995, 11, 25), []),
        (RoleKind.YOUTH, born(1995, 11, 24), [("age-outside", Severity.ERROR)]),
        (RoleKind.MEMBER, born(2012), [("age-outside", Severity.WARNING)]),
        (RoleKind.TEENAGER, born(2010), [("age-outside", Severity.WARNING)]),
        (RoleKind.DONOR, born(2020), []),
    ],
)
def test_an_age_refuses_where_the_rule_is_verified_and_asks_where_it_is_not(
    role: RoleKind, birth: Birth, found: list[tuple[str, Severity]]
) -> None:
    said = ages.check_age(role, birth, on=TODAY)

    assert [(one.rule, one.severity) for one in said] == found


def test_every_rule_of_the_charter_says_its_basis() -> None:
    assert all(rule.basis for rule in ages.charter())
    assert {rule.role for rule in ages.charter() if rule.is_verified} == {
        RoleKind.VOLUNTEER,
        RoleKind.YOUTH,
    }


def test_a_leap_child_completes_a_year_on_the_first_of_march() -> None:
    leap = dt.date(2008, 2, 29)

    assert [ages.age_on(leap, dt.date(2026, month, day)) for month, day in ((2, 28), (3, 1))] == [
        17,
        18,
    ]


@given(
    days, st.one_of(st.none(), st.integers(1, 900)), days, st.one_of(st.none(), st.integers(1, 900))
)
def test_a_role_is_refused_exactly_where_some_day_would_have_it_twice(
    first: dt.date, first_long: int | None, second: dt.date, second_long: int | None
) -> None:
    def ended(start: dt.date, long: int | None) -> dt.date | None:
        return start + dt.timedelta(days=long) if long else None

    place = At("hoi", UnitKind.CHAPTER, dt.date(2010, 1, 1))
    held = HeldRole(RoleKind.DONOR, "hoi", "Hội", first, ended(first, first_long))
    wanted = RoleValues(RoleKind.DONOR, second, ended(second, second_long))

    said = faults_of_role(wanted, place, birth=Birth(), held=[held], today=TODAY)

    far = dt.date(2040, 1, 1)
    ends = [ended(first, first_long) or far, ended(second, second_long) or far]
    shared = max(first, second) < min(ends)
    assert ("role-twice" in {one.rule for one in said}) == shared


@pytest.mark.parametrize(
    ("values", "place", "rule"),
    [
        (RoleValues(RoleKind.MEMBER, TODAY), OFFICE, "role-at-wrong-kind"),
        (RoleValues(RoleKind.GROUP_MEMBER, TODAY), CHAPTER, "role-at-wrong-kind"),
        (RoleValues(RoleKind.MEMBER, TODAY), CLUB, "role-at-wrong-kind"),
        (RoleValues(RoleKind.DONOR, TODAY + dt.timedelta(1)), CHAPTER, "role-ahead"),
        (RoleValues(RoleKind.DONOR, TODAY, TODAY), CHAPTER, "role-ends-first"),
        (RoleValues(RoleKind.DONOR, TODAY, grade="GOLD"), CHAPTER, "grade-of-others"),
        (RoleValues(RoleKind.DONOR, dt.date(1980, 1, 1)), CHAPTER, "role-before-birth"),
        (RoleValues(RoleKind.DONOR, TODAY),
         At("x", UnitKind.CHAPTER, dt.date(2020, 1, 1), dt.date(2025, 7, 1)), "role-after-unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(values: RoleValues, place: At, rule: str) -> None:
    said = faults_of_role(values, place, birth=born(1990), held=(), today=TODAY)

    assert rule in {one.rule for one in said}


def test_an_end_is_not_before_the_beginning_nor_ahead_nor_without_its_reason() -> None:
    role = HeldRole(RoleKind.MEMBER, "hoi", "Hội", dt.date(2026, 3, 1), None)

    def rules_of(end: dt.date, reason: EndReason) -> set[str]:
        return {one.rule for one in roles.check_end(role, end, reason, today=TODAY)}

    assert rules_of(dt.date(2026, 3, 2), EndReason.LEFT) == set()
    assert rules_of(dt.date(2026, 3, 1), EndReason.LEFT) == {"end-before-start"}
    assert rules_of(dt.date(2026, 12, 1), EndReason.LEFT) == {"end-ahead"}
    assert rules_of(TODAY, EndReason.AGE) == {"reason-unfit"}


@pytest.mark.parametrize(
    ("kind", "third", "due"),
    [
        (RequestKind.ACCESS, False, dt.date(2026, 12, 4)),
        (RequestKind.RECTIFY, False, dt.date(2026, 12, 4)),
        (RequestKind.WITHDRAW, False, dt.date(2026, 12, 9)),
        (RequestKind.RESTRICT, True, dt.date(2026, 12, 14)),
        (RequestKind.DELETE, False, dt.date(2026, 12, 14)),
        (RequestKind.DELETE, True, dt.date(2026, 12, 14)),
    ],
)
def test_a_request_has_the_days_of_the_law(kind: RequestKind, third: bool, due: dt.date) -> None:
    assert privacy.due_on(kind, TODAY, Calendar(), has_third_party=third) == due


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    friday = dt.date(2026, 11, 27)  # ten days on is a Monday, two working days on a Tuesday
    saturday = dt.date(2026, 11, 25) + dt.timedelta(days=10)

    assert privacy.acknowledge_by(friday, Calendar()) == dt.date(2026, 12, 1)
    assert saturday.weekday() == 5
    assert privacy.due_on(RequestKind.ACCESS, dt.date(2026, 11, 25), Calendar()) == dt.date(
        2026, 12, 7
    )


def test_one_extension_is_fifteen_days() -> None:
    due = dt.date(2026, 12, 4)

    assert privacy.extended_to(due, TODAY, Calendar()) == dt.date(2026, 12, 21)  # the 19th is off


def test_an_incident_is_told_within_three_days_to_the_minute() -> None:
    found = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)

    assert privacy.notify_by(found) == dt.datetime(2026, 11, 27, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("birth", "said", "rules"),
    [
        (born(1990), {}, set()),
        (Birth(), {}, set()),
        (born(2015), {}, {"guardian-missing", "child-not-asked"}),
        (born(2015), {"guardian": "Lò Văn A", "child_agreed": True}, set()),
        (born(2022), {"guardian": "Lò Văn A"}, set()),
        (born(1990), {"channel": Channel.WITNESSED}, {"witness-missing"}),
        (born(1990), {"purpose": "KHAC"}, {"purpose-unknown"}),
        (born(1990), {"given_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, {"consent-ahead"}),
    ],
)
def test_a_consent_proves_something_or_says_what_is_missing(
    birth: Birth, said: dict[str, object], rules: set[str]
) -> None:
    at = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
    whole: dict[str, object] = {"purpose": "CONTACT", "channel": Channel.PAPER, "given_at": at}
    values = privacy.ConsentValues(**{**whole, **said})  # type: ignore[arg-type]  # a table of the test

    found = privacy.faults_of_consent(values, birth, at=at, day=TODAY)

    assert {one.rule for one in found} == rules


def test_every_role_has_its_years_of_keeping() -> None:
    assert {kind: privacy.kept_years(kind) > 0 for kind in RoleKind} == dict.fromkeys(
        RoleKind, True
    )


@given(st.text("0123456789", min_size=0, max_size=14))
def test_a_mask_shows_no_more_than_the_end(number: str) -> None:
    shown = privacy.masked(number)

    assert len(shown) == len(number)
    assert shown.replace("•", "") in ("", number[-4:])
    assert len(number) <= 4 or shown.startswith("•")


@given(st.text("ABC-0123456789", min_size=1, max_size=20))
def test_only_our_check_fits_a_card(number: str) -> None:
    check = cards.check_of(number, "bí mật")

    assert cards.is_ours(number, check, "bí mật")
    assert cards.is_ours(number, check.lower(), "bí mật")
    assert not cards.is_ours(number, check, "khác")
    assert not cards.is_ours(f"{number}1", check, "bí mật")


def test_a_long_number_in_a_list_is_masked_before_anybody_takes_it() -> None:
    assert masked_cell("012345678901") == "••••••••8901"
    assert masked_cell("Lò Thị Hạnh") == "Lò Thị Hạnh"
    assert masked_cell("12/5/1985") == "12/5/1985"
