"""Two records of one person become one, and are two again to the letter."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.people import AT, Society, a_person, a_role, a_society, an_officer

from nhanai.facts.models import Fact
from nhanai.identity.vocab import Role
from nhanai.people import actions, queries
from nhanai.people.actions import merging
from nhanai.people.actions.merging.rows import plain
from nhanai.people.facts import rebuild
from nhanai.people.models import (
    Consent,
    Merit,
    OfficerPost,
    Person,
    PersonMerge,
    PersonPair,
    PersonRole,
    Training,
)
from nhanai.people.rules.joining import Held, joined
from nhanai.people.rules.matching import Traits, likeness_of, pairs_of
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import Channel, EndReason, PairState, RoleKind, TrainingKind

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 1)


def on(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def everything() -> dict[str, list[Any]]:
    """Every row of people, and what they count for, but the numbers of facts."""
    models = (Person, PersonRole, OfficerPost, Training, Merit, Consent)
    rows: dict[str, list[Any]] = {
        model.__name__: [plain(row) for row in model._default_manager.order_by("pk")]
        for model in models
    }
    counted = Fact.objects.values_list("unit", "day", "measure", "quantity", "part", "subject",
                                       "source", "record")  # fmt: skip
    rows["Fact"] = sorted(counted, key=str)
    return rows


def twins(society: Society) -> tuple[Person, Person]:
    """Two records of one person at one chapter."""
    born = Birth(dt.date(1990, 6, 5), 1990)
    first = a_person(society.chapter, "Lò Văn Pâng", birth=born, phone="0912345678")
    second = a_person(
        society.chapter, "Lò Văn Pâng", birth=Birth(None, 1990), citizen_number="012090000011",
        hamlet="Nậm Tiến", start=on(-400),
    )  # fmt: skip
    return first, second


def test_of_two_records_one_stays_with_the_values_and_roles_of_both() -> None:
    society = a_society()
    kept, gone = twins(society)
    a_role(gone, society.chapter, kind=RoleKind.VOLUNTEER, start=on(3))

    merging.merge(kept=kept, gone=gone, by=society.clerk, at=AT)

    one = queries.living_records().get()
    assert (one, one.birth_on, one.phone, one.citizen_number, one.hamlet) == (
        kept, dt.date(1990, 6, 5), "0912345678", "012090000011", "Nậm Tiến",
    )  # fmt: skip
    spans = {role.kind: (role.start, role.end) for role in one.roles.all()}
    assert spans == {"MEMBER": (on(-400), None), "VOLUNTEER": (on(3), None)}
    assert sum(fact.quantity for fact in Fact.objects.filter(measure__code="TC04")) == 1


def test_a_field_is_taken_from_the_record_that_was_chosen() -> None:
    society = a_society()
    kept, gone = twins(society)

    merging.merge(kept=kept, gone=gone, of_gone=["birth"], by=society.clerk, at=AT)

    kept.refresh_from_db()
    assert (kept.birth_on, kept.birth_year) == (None, 1990)


def test_a_later_membership_elsewhere_ends_the_earlier_as_a_transfer() -> None:
    society = a_society()
    kept = a_person(society.chapter, "Lò Văn Pâng", start=on(0))
    gone = a_person(society.other, "Lò Văn Pâng", start=on(90))

    merging.merge(kept=kept, gone=gone, by=society.officer, at=AT)

    first, then = kept.roles.order_by("start")
    assert (first.end, first.end_reason) == (on(90), EndReason.TRANSFERRED)
    assert (then.unit, then.end, then.follows) == (society.other, None, first)


def test_consents_trainings_and_whom_facts_count_go_along() -> None:
    society = a_society()
    kept, gone = twins(society)
    for one in (kept, gone):
        Consent.objects.create(person=one, purpose="CONTACT", text_version="1", given_at=AT,
                               channel=Channel.PAPER)  # fmt: skip
    Training.objects.create(person=gone, kind=TrainingKind.FIRST_AID, title="Sơ cấp cứu",
                            finished_on=DAY)  # fmt: skip
    measure = Fact.objects.filter(source="people.role")[0].measure
    Fact.objects.create(unit=society.chapter, day=DAY, measure=measure, quantity=1,
                        subject=gone.pk, source="activities.activity", record=1)  # fmt: skip
    before = everything()

    done = merging.merge(kept=kept, gone=gone, by=society.clerk, at=AT)

    assert Training.objects.get().person == kept
    assert Consent.objects.filter(person=kept).count() == 1
    assert Fact.objects.get(record=1, source="activities.activity").subject == kept.pk
    merging.unmerge(done=done, by=society.clerk, at=AT)
    assert everything() == before


SPANS = st.lists(
    st.tuples(
        st.sampled_from([RoleKind.MEMBER, RoleKind.VOLUNTEER, RoleKind.DONOR]),
        st.integers(0, 1), st.integers(0, 60), st.integers(1, 40) | st.none(), st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


def given_roles(people: tuple[Person, Person], society: Society, spans: list[Any]) -> None:
    """Those of the spans that one record alone could hold."""
    units = (society.chapter, society.other)
    for kind, unit, start, length, is_second in spans:
        person = people[is_second]
        begun, end = on(start), on(start + length) if length else None
        held = PersonRole.objects.filter(person=person, kind=kind)
        clash = [one for one in held if begun < (one.end or dt.date.max)
                 and one.start < (end or dt.date.max)
                 and (kind == RoleKind.MEMBER or one.unit_id == units[unit].pk)]  # fmt: skip
        if not clash and not held.filter(start=begun, unit=units[unit]).exists():
            a_role(person, units[unit], kind=kind, start=begun, end=end)


@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(spans=SPANS)
def test_whatever_was_merged_is_parted_again_to_the_letter(spans: list[Any]) -> None:
    society = a_society()
    people = (
        a_person(society.chapter, "Lò Văn Pâng", kind=None, citizen_number=number()),
        a_person(society.chapter, "Lo Van Pang", kind=None, citizen_number=number()),
    )
    given_roles(people, society, spans)
    before = everything()

    done = merging.merge(kept=people[0], gone=people[1], by=society.officer, at=AT)
    merged = everything()
    rebuild()
    rebuilt = everything()["Fact"]
    merging.unmerge(done=done, by=society.officer, at=AT)

    assert [row for row in rebuilt if row[-2] == "people.role"] == [
        row for row in merged["Fact"] if row[-2] == "people.role"
    ]
    without_units = {**everything(), "Fact": of_roles(everything()["Fact"])}
    assert without_units == {**before, "Fact": of_roles(before["Fact"])}


def of_roles(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row[-2] == "people.role"]


def number() -> str:
    return f"{12090000000 + Person.objects.count():012d}"


@pytest.mark.nodb
@given(spans=SPANS)
def test_no_two_joined_roles_overlap_and_no_day_of_a_role_is_lost(spans: list[Any]) -> None:
    roles = [
        Held(at, kind, unit, on(start), on(start), on(start + length) if length else None, kept)
        for at, (kind, unit, start, length, kept) in enumerate(spans)
    ]

    stay = joined(roles).roles

    for one in stay:
        for other in stay:
            apart = one.kind != other.kind or (
                one.kind != RoleKind.MEMBER and one.unit != other.unit
            )
            assert one is other or apart or not one.overlaps(other)
    for day in map(on, range(110)):
        assert kinds_on(day, roles) == kinds_on(day, stay)


def kinds_on(day: dt.date, roles: Iterable[Held]) -> set[RoleKind]:
    return {one.kind for one in roles if one.start <= day < (one.end or dt.date.max)}


def test_what_changed_since_is_not_parted() -> None:
    society = a_society()
    kept, gone = twins(society)
    done = merging.merge(kept=kept, gone=gone, by=society.clerk, at=AT)
    a_role(kept, society.chapter, kind=RoleKind.DONOR)

    with pytest.raises(merging.CannotMerge, match="thay đổi sau khi gộp"):
        merging.unmerge(done=done, by=society.clerk, at=AT)
    assert PersonMerge.objects.get().undone_at is None


def test_across_chapters_only_who_looks_after_both_may() -> None:
    society = a_society()
    kept, gone = a_person(society.chapter), a_person(society.other)
    pair = PersonPair.objects.create(first=kept, second=gone, score=60, found_at=AT)
    before = everything()

    with pytest.raises(merging.CannotMerge, match="Hội cấp tỉnh"):
        merging.merge(kept=kept, gone=gone, by=society.head, at=AT)
    with pytest.raises(merging.CannotMerge, match="không có quyền"):
        merging.keep_apart(pair=pair, by=society.head, at=AT)
    inspector = an_officer("Hoàng Thị Duyên", Role.INSPECTOR, society.province)
    with pytest.raises(merging.CannotMerge):
        merging.merge(kept=kept, gone=gone, by=inspector, at=AT)
    assert everything() == before


def test_two_people_stay_two_for_good() -> None:
    society = a_society()
    for _ in range(2):
        a_person(society.chapter, "Lò Văn Pâng")
    merging.find_pairs(at=AT)
    pair = PersonPair.objects.get()

    merging.keep_apart(pair=pair, by=society.clerk, at=AT)
    merging.find_pairs(at=AT)

    assert [one.state for one in PersonPair.objects.all()] == [PairState.APART]


def test_erasing_her_erases_what_the_merge_remembers() -> None:
    society = a_society()
    kept, gone = twins(society)
    merging.merge(kept=kept, gone=gone, by=society.clerk, at=AT)
    actions.end_role(role=kept.roles.get(), last_day=dt.date(2026, 11, 1), reason=EndReason.LEFT,
                     by=society.clerk, at=AT)  # fmt: skip

    actions.erase(person=kept, reason="Theo yêu cầu", by=society.head, at=AT)

    done = PersonMerge.objects.get()
    gone.refresh_from_db()
    assert (done.before, done.after) == ({}, {})
    assert "Pâng" not in gone.full_name


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("one", "other", "is_pair", "why"),
    [
        (Traits(1, "lo van pang", Birth(None, 1990), commune=3),
         Traits(2, "lo van pang", Birth(dt.date(1990, 6, 5), 1990), commune=3), True,
         "cùng họ tên không dấu, cùng năm sinh, cùng xã"),
        (Traits(1, "lo van pang", Birth(None, 1990), commune=3),
         Traits(2, "lo van pang", Birth(None, 1990), commune=4), False, ""),
        (Traits(1, "lo van pang", Birth(dt.date(1990, 6, 5), 1990)),
         Traits(2, "lo van pang", Birth(dt.date(1990, 6, 5), 1990)), True, "cùng ngày sinh"),
        (Traits(1, "lo van pang", Birth(dt.date(1990, 6, 5), 1990), "012090000001"),
         Traits(2, "lo van pang", Birth(dt.date(1990, 6, 5), 1990), "012090999999"), False, ""),
        (Traits(1, "lo van pang", Birth(None, 1990), "012090000001"),
         Traits(2, "lo thi may", Birth(None, 1990), "012090000001"), True, "cùng số căn cước"),
        (Traits(1, "lo van pang", Birth(None, 1990), phone="0912345678"),
         Traits(2, "lo van pang", Birth(None, 1960), phone="0912345678"), False, ""),
    ],
)  # fmt: skip
def test_pairs_have_reasons_that_people_understand(
    one: Traits, other: Traits, is_pair: bool, why: str
) -> None:
    found = pairs_of([one, other])

    assert bool(found) == is_pair
    assert why in ", ".join(likeness_of(one, other).reasons)
