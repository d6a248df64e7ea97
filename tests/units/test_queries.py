"""What is asked of units on a day."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.builders.units import (
    AT,
    START,
    a_succession,
    a_tree,
    a_unit,
    lai_chau,
    unit,
)

from nhanai.units import actions, queries
from nhanai.units.rules.requests import Rename
from nhanai.units.vocab import Line

pytestmark = pytest.mark.django_db

THEN, NOW = dt.date(2023, 9, 15), dt.date(2026, 11, 24)
DAY = dt.date(2024, 7, 1)


def renamed(key: str, name: str) -> None:
    actions.carry_out(request=Rename(key, name, DAY), basis=actions.Basis("1/QĐ"), by="test", at=AT)


def test_a_unit_is_called_by_the_name_of_the_day() -> None:
    one = a_unit("Hội Cũ", parent=a_unit("Tỉnh", kind="PROVINCE"))
    renamed(one.key, "Hội Mới")
    before, long_before = DAY - dt.timedelta(days=1), START - dt.timedelta(days=1)

    names = [queries.name_on(one, day) for day in (long_before, before, DAY)]

    assert names == ["Hội Cũ", "Hội Cũ", "Hội Mới"]
    assert queries.names_by_day([(one.pk, before), (one.pk, DAY)]) == {
        (one.pk, before): "Hội Cũ",
        (one.pk, DAY): "Hội Mới",
    }


def test_a_code_has_another_holder_after_the_reform() -> None:
    lai_chau()

    holders = [queries.holder_of("03618", day) for day in (THEN, NOW)]

    assert holders == [unit("lc-xa-03618"), unit("lc-xa-03618-2025")]
    assert queries.holder_of("99999", NOW) is None
    assert queries.code_on(unit("lc-xa-03618"), THEN) == "03618"
    assert queries.code_on(unit("lc-so-y-te"), THEN) == ""


def test_the_tree_of_a_day_has_that_days_children_with_their_counts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lai_chau()
    office = unit("lc-hoi-tinh")

    with django_assert_num_queries(2):
        then = list(queries.tree(THEN, Line.RED_CROSS, office))
        now = list(queries.tree(NOW, Line.RED_CROSS, office))

    assert [(one.called, one.below) for one in then][:2] == [
        ("Hội Chữ thập đỏ huyện Mường Tè", 14),
        ("Hội Chữ thập đỏ huyện Nậm Nhùn", 11),
    ]
    assert (len(then), len(now), {one.below for one in now}) == (8, 38, {0})


def test_the_top_stands_below_nobody() -> None:
    lai_chau()

    tops = [one.called for line in Line for one in queries.top(line, NOW)]

    assert tops == ["Tỉnh Lai Châu", "Tỉnh Lai Châu"]


def test_ancestors_come_from_the_top_down() -> None:
    lai_chau()
    chapter = unit("lc-hoi-xa-03451")

    then, now = (
        [one.key for one in queries.ancestors(chapter, day, Line.RED_CROSS)] for day in (THEN, NOW)
    )

    assert then == ["lc-tinh", "lc-hoi-tinh", "lc-hoi-huyen-107"]
    assert now == ["lc-tinh", "lc-hoi-tinh"]


def test_descendants_of_both_lines_are_all_below() -> None:
    lai_chau()

    counts = [queries.descendants(unit("lc-tinh"), NOW, line).count() for line in ("", *Line)]

    assert counts == [176, 39, 137]


def test_the_heirs_of_a_chain_hold_their_product_of_shares() -> None:
    units = a_tree("T T.A T.B T.C")
    for one, other, on in (("T.A", "T.B", 2021), ("T.B", "T.C", 2022)):
        a_succession(units[one], units[other], on=dt.date(on, 1, 1))
        units[one].end = dt.date(on, 1, 1)
        units[one].save()

    held = [queries.successors_on(unit("t-a"), dt.date(year, 6, 1)) for year in (2020, 2021, 2022)]

    assert held == [{"t-a": 1}, {"t-b": 1}, {"t-c": 1}]


def test_a_districts_part_is_shared_by_the_communes_that_took_it() -> None:
    lai_chau()

    held = queries.successors_on(unit("lc-hoi-huyen-105"), NOW)

    assert held == {
        "lc-hoi-xa-03388-2025": Decimal("0.571429"),
        "lc-hoi-xa-03408-2025": Decimal("0.428571"),
    }


@pytest.mark.parametrize(
    ("text", "first", "number"),
    [
        ("muong than", "Hội Chữ thập đỏ xã Mường Than", 6),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông", 1),
        ("so thong tin", "Sở Thông tin và Truyền thông", 1),
        ("báo lc", "Báo và Phát thanh, Truyền hình Lai Châu", 2),
        ("pa vệ sủ", "Hội Chữ thập đỏ xã Pa Vệ Sử", 3),
        ("03618", "Xã Mường Than", 2),
        ("", "", 0),
        ("không có", "", 0),
    ],
)
def test_search_finds_names_aliases_and_codes(text: str, first: str, number: int) -> None:
    lai_chau()

    found = list(queries.search(text, NOW))

    assert (found[0].called if found else "", len(found)) == (first, number)


def test_search_finds_a_former_name_and_says_until_when() -> None:
    one = a_unit("Hội Khuyến học", parent=a_unit("Tỉnh", kind="PROVINCE"))
    renamed(one.key, "Hội Khuyến tài")

    found = list(queries.search("khuyen hoc", NOW))
    former = queries.former_names([unit_.pk for unit_ in found], NOW)

    assert [unit_.called for unit_ in found] == ["Hội Khuyến tài"]
    assert (former[one.pk].name, former[one.pk].end) == ("Hội Khuyến học", DAY)


def test_a_life_tells_everything_in_a_known_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lai_chau()
    one = unit("lc-xa-03595-2025")

    with django_assert_num_queries(8):
        life = queries.life(one)

    assert [row.name for row in life.names] == ["Xã Than Uyên"]
    assert [relative.name for relative in life.predecessors] == [
        "Thị trấn Than Uyên",
        "Xã Mường Than",
        "Xã Mường Cang",
        "Xã Hua Nà",
        "Huyện Than Uyên",
    ]
    assert [stay.parent_name for stay in life.stays] == ["Tỉnh Lai Châu"]
    assert [row.code for row in life.codes] == ["03595"]


def test_the_members_of_a_group_are_those_of_the_day() -> None:
    lai_chau()
    group = unit("lc-khoi-ubnd-huyen")

    assert [queries.members_on(group, day).count() for day in (THEN, NOW)] == [8, 0]


def test_the_database_resolves_as_the_shipped_data_do() -> None:
    lai_chau()

    found = queries.resolve("UBND các huyện, thành phố", THEN, now=NOW)
    within = queries.resolve("UBND các xã", THEN, within=unit("lc-ubnd-huyen-106"))

    assert (len(found.units), len(found.successors), len(within.units)) == (8, 38, 13)


def test_a_free_key_is_made_of_the_name_and_not_taken_twice() -> None:
    a_unit(key="hoi-chu-thap-do-xa-nam-cha-2027")

    keys = [queries.free_key(name, dt.date(2027, 1, 1)) for name in ("Hội CTĐ xã Nậm Chà", "…")]

    assert keys == ["hoi-chu-thap-do-xa-nam-cha-2027-2", "don-vi-2027"]
