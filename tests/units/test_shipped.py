"""The shipped province says what the resolution of 2025 says, traps included."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from nhanai.units.rules import shipped
from nhanai.units.rules.known import KnownUnit
from nhanai.units.rules.succession import spread

BEFORE, AFTER = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def units(kind: str, day: dt.date) -> list[KnownUnit]:
    return [
        unit.known
        for unit in shipped.province().units
        if unit.known.kind == kind and unit.known.lives_on(day)
    ]


def level(unit: KnownUnit) -> str:
    """The kind of the territory that a committee or a chapter works in."""
    return shipped.register().units[unit.territory].kind


def test_the_province_had_106_communes_in_8_districts_and_has_38_in_none() -> None:
    counts = [(len(units("COMMUNE", day)), len(units("DISTRICT", day))) for day in (BEFORE, AFTER)]

    assert counts == [(106, 8), (38, 0)]


def test_the_communes_were_of_three_types_and_are_of_two() -> None:
    types = [
        Counter(unit.called_on(day).split(maxsplit=1)[0] for unit in units("COMMUNE", day))
        for day in (BEFORE, AFTER)
    ]

    assert types == [{"Xã": 94, "Phường": 5, "Thị": 7}, {"Xã": 36, "Phường": 2}]


@pytest.mark.parametrize("kind", ["PEOPLES_COMMITTEE", "CHAPTER"])
def test_each_territory_has_its_committee_and_its_chapter(kind: str) -> None:
    counts = [Counter(level(unit) for unit in units(kind, day)) for day in (BEFORE, AFTER)]

    assert counts == [
        {"PROVINCE": 1, "DISTRICT": 8, "COMMUNE": 106},
        {"PROVINCE": 1, "COMMUNE": 38},
    ]


def test_two_communes_stayed_what_they_were() -> None:
    stayed = {unit.key for unit in units("COMMUNE", BEFORE)} & {
        unit.key for unit in units("COMMUNE", AFTER)
    }

    assert stayed == {"lc-xa-03451", "lc-xa-03463"}


def codes(day: dt.date) -> dict[str, str]:
    """The commune that bears each code."""
    return {
        unit.code: unit.known.called_on(day).split(maxsplit=1)[1].removeprefix("trấn ")
        for unit in shipped.province().units
        if unit.code and unit.known.kind == "COMMUNE" and unit.known.lives_on(day)
    }


def test_18_codes_that_live_on_had_a_commune_of_another_name() -> None:
    then, now = codes(BEFORE), codes(AFTER)

    renamed = {code for code, name in now.items() if then[code] != name}

    assert len(renamed) == 18
    assert (then["03618"], now["03618"]) == ("Phúc Than", "Mường Than")
    assert (then["03460"], now["03460"]) == ("Hua Bun", "Hua Bum")


def heirs(key: str) -> dict[str, Decimal]:
    return {
        row.heir.successor: row.heir.share
        for row in shipped.province().heirs
        if row.heir.predecessor == key
    }


def test_the_new_muong_than_does_not_contain_the_old_one() -> None:
    assert heirs("lc-xa-03619") == {"lc-xa-03595-2025": 1}
    assert heirs("lc-xa-03618") == {"lc-xa-03618-2025": 1}
    assert heirs("lc-xa-03625") == {"lc-xa-03618-2025": 1}


def test_six_new_communes_mix_two_districts() -> None:
    register = shipped.register()
    mixed: dict[str, set[str]] = {}
    for row in shipped.province().heirs:
        old = register.units[row.heir.predecessor]
        if old.kind == "COMMUNE":
            mixed.setdefault(row.heir.successor, set()).add(old.parents[0][0])

    names = {register.units[key].called_on(AFTER) for key, above in mixed.items() if len(above) > 1}

    assert names == {
        "Phường Đoàn Kết",
        "Phường Tân Phong",
        "Xã Sin Suối Hồ",
        "Xã Hua Bum",
        "Xã Lê Lợi",
        "Xã Pa Tần",
    }


def test_each_predecessor_hands_over_exactly_all_of_itself() -> None:
    sums: dict[str, Decimal] = {}
    for row in shipped.province().heirs:
        key = row.heir.predecessor
        sums[key] = sums.get(key, Decimal(0)) + row.heir.share

    assert {key: total for key, total in sums.items() if total != 1} == {}


def test_nobody_ends_without_an_heir_and_nobody_inherits_while_dead() -> None:
    register = shipped.register()
    ended = {unit.key for unit in register.units.values() if unit.end}

    assert ended == {heir.predecessor for heir in register.heirs}
    assert [
        heir
        for heir in register.heirs
        if register.units[heir.predecessor].end != heir.on
        or not register.units[heir.successor].lives_on(heir.on)
    ] == []


def test_what_was_not_checked_says_so_in_words() -> None:
    silent = [
        unit.known.key
        for unit in shipped.province().units
        if not unit.known.is_verified and "chưa kiểm chứng" not in unit.note.lower()
    ]

    assert silent == []


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [4, 3], [3, 2, 2, 2, 2, 1, 1, 1]])
def test_shares_in_proportion_add_to_one(weights: list[int]) -> None:
    shares = spread(weights)

    assert sum(shares) == 1
    assert [round(share * sum(weights)) for share in shares] == weights
