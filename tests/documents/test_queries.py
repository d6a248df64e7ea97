"""Who sees which documents, and finding them."""

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.builders.documents import (
    AT,
    a_document,
    a_law,
    a_node,
    a_read_document,
    a_reading,
    an_office,
    an_officer,
)
from tests.builders.identity import a_workplace

from nhanai.documents import queries
from nhanai.documents.models import LegalDocument
from nhanai.documents.queries import Filters, Validity
from nhanai.documents.rules import Cited, Segment
from nhanai.documents.vocab import Direction, MarkKind, ReadingState
from nhanai.identity.vocab import Role
from nhanai.units.vocab import Line

pytestmark = pytest.mark.django_db

TODAY = AT.date()


def test_a_document_is_seen_by_those_at_its_register_and_above_and_by_nobody_else() -> None:
    province = a_workplace()
    owner = a_workplace(under=province, line=Line.RED_CROSS)
    below = a_workplace(under=owner, line=Line.RED_CROSS)
    document = a_document(owner=owner)

    seeing = {
        name: list(queries.visible_to(an_officer(unit=unit, role=Role.INSPECTOR), today=TODAY))
        for name, unit in {
            "above": province, "here": owner, "below": below, "beside": a_workplace()
        }.items()
    }  # fmt: skip

    assert seeing == {"above": [document], "here": [document], "below": [], "beside": []}


@pytest.mark.parametrize(
    "words",
    ["hien mau", "HIẾN MÁU", "máu tình", "3836", "kh-ubnd", "uy ban", "Sìn Hồ", "đo đo", "do do"],
)
def test_a_search_finds_number_title_issuer_and_text_with_and_without_accents(words: str) -> None:
    officer = an_officer(unit=(owner := an_office()))
    bare: dict[str, Any] = {"nodes": [], "citations": [], "tasks": [], "findings": []}
    other = {"number": "12", "symbol": "TB-CTĐ", "title": "Khác", "issuer": "Hội", "text": "Khác"}
    found = a_read_document(
        owner=owner,
        reading=a_reading(
            title="Vận động hiến máu tình nguyện", text="Tại xã Sìn Hồ, đo đỏ một vùng", **bare
        ),
    )
    a_read_document(owner=owner, reading=a_reading(**other, **bare))

    assert list(queries.search(officer, words, today=TODAY)) == [found]


def test_a_search_for_what_is_nowhere_or_for_nothing_finds_nothing() -> None:
    officer = an_officer(unit=(owner := an_office()))
    a_read_document(owner=owner)

    assert list(queries.search(officer, "không có đâu xyz", today=TODAY)) == []
    assert list(queries.search(officer, " ,. ", today=TODAY)) == []


def test_the_newest_entry_comes_first() -> None:
    owner = an_office()
    old = a_document(owner=owner)
    new = a_document(owner=owner, at=AT + dt.timedelta(days=1))
    officer = an_officer(unit=owner)

    listed = queries.in_list(queries.visible_to(officer, today=TODAY))

    assert list(listed) == [new, old]


def test_filters_narrow_and_count_what_each_choice_would_show() -> None:
    officer = an_officer(unit=(owner := an_office()))
    read = a_read_document(owner=owner)
    a_document(owner=owner)
    visible = queries.visible_to(officer, today=TODAY)
    wanted = Filters(reading_state=ReadingState.READ, direction=Direction.INCOMING)

    narrowed = list(queries.narrowed(visible, wanted))
    states = queries.counts(visible, wanted, "reading_state")
    years = queries.counts(visible, wanted, "year")

    assert narrowed == [read]
    assert states == {"READ": 1, "WAITING": 1}
    assert years == {2023: 1}


def test_documents_are_entered_only_where_the_right_is_held_itself() -> None:
    office = an_office(name="Hội Chữ thập đỏ tỉnh")
    a_workplace(under=office, line=Line.RED_CROSS)
    officer = an_officer(unit=office)

    owners = queries.owners_for(officer, today=TODAY)

    assert [(one.unit, one.name) for one in owners] == [(office, "Hội Chữ thập đỏ tỉnh")]
    assert queries.owners_for(an_officer(role=Role.INSPECTOR), today=TODAY) == []


def test_marked_nodes_say_which_words_mean_what() -> None:
    law = a_law("895/QĐ-TTg")
    document = a_read_document()

    nodes = queries.marked(document)

    assert law.pk == document.citations.get(order=1).legal_id
    assert [node.address for node in nodes] == [
        "title", "III", "III.4", "III.4.-1", "III.5", "III.5.-1"
    ]  # fmt: skip
    assert nodes[3].segments == (
        Segment("Chủ trì khám, chữa bệnh nhân đạo "),
        Segment("trước ngày 15/12/2026", (MarkKind.DEADLINE,)),
        Segment("."),
    )
    assert nodes[5].segments == (
        Segment("Thực hiện "),
        Segment(
            "Thông tư số 07/2017/TT-BGDĐT ngày 14/3/2014",
            (MarkKind.CITATION, MarkKind.FINDING), 2, (1,),
        ),
        Segment("."),
    )  # fmt: skip


def test_marked_nodes_come_page_by_page_and_by_kind() -> None:
    document = a_read_document()

    nodes = queries.marked(document, first=2, count=2, kinds=[MarkKind.AGENCY])

    assert [(node.address, node.segments) for node in nodes] == [
        ("III.4", (Segment("Sở Y tế", (MarkKind.AGENCY,)),)),
        ("III.4.-1", (Segment("Chủ trì khám, chữa bệnh nhân đạo trước ngày 15/12/2026."),)),
    ]


@pytest.mark.parametrize("count", [1, 60])
def test_marked_nodes_take_two_queries_however_many_there_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nodes = [a_node(f"p{number}", "Sở Y tế") for number in range(count)]
    document = a_read_document(reading=a_reading(nodes=nodes, citations=[], findings=[]))

    with django_assert_num_queries(2):
        assert len(queries.marked(document)) == count


@pytest.mark.parametrize(("address", "page"), [("p0", 1), ("p9", 1), ("p10", 2), ("nowhere", 1)])
def test_the_page_of_an_address_is_found(address: str, page: int) -> None:
    nodes = [a_node(f"p{number}", "Sở Y tế") for number in range(12)]
    document = a_read_document(reading=a_reading(nodes=nodes, citations=[], findings=[]))

    assert queries.page_with(document, address, size=10) == page


# The catalogue


@pytest.mark.parametrize(
    ("validity", "expected"),
    [
        (None, ["ended", "future", "holds", "unknown"]),
        (Validity.IN_FORCE, ["holds", "unknown"]),
        (Validity.ENDED, ["ended"]),
        (Validity.NOT_YET, ["future"]),
    ],
)
def test_the_catalogue_is_narrowed_by_validity(
    validity: Validity | None, expected: list[str]
) -> None:
    a_law("holds", start=dt.date(2023, 8, 1), end=dt.date(2027, 1, 1))
    a_law("ended", end=TODAY)
    a_law("future", start=TODAY + dt.timedelta(days=1))
    a_law("unknown", dated_on=None)

    found = queries.legal_matching(validity=validity, today=TODAY)

    assert sorted(law.reference for law in found) == expected


def test_the_catalogue_is_searched_without_accents() -> None:
    law = a_law("07/2014/TT-BGDĐT", kind="Thông tư", title="Hoạt động chữ thập đỏ trường học")
    a_law()

    assert list(queries.legal_matching(text="chu thap do truong", today=TODAY)) == [law]
    assert list(queries.legal_matching(text="07/2014", today=TODAY)) == [law]


def test_the_chain_of_successors_ends_even_where_the_data_run_in_a_circle() -> None:
    first, second, third = (
        a_law(f"{n}/QĐ-TTg", dated_on=dt.date(2000 + n, 1, 1)) for n in (1, 2, 3)
    )
    first.successors.add(second)
    second.successors.add(third)
    third.successors.add(first)

    assert queries.replaced_by(first) == [second, third]
    assert list(queries.replaces(second)) == [first]


def a_pair_of_namesakes() -> list[LegalDocument]:
    return [
        a_law("1/QH", kind="Luật", title="Luật Thanh niên", dated_on=dt.date(2005, 11, 29),
              start=dt.date(2006, 7, 1), end=dt.date(2021, 1, 1)),
        a_law("2/QH", kind="Luật", title="Luật Thanh niên", dated_on=dt.date(2020, 6, 16),
              start=dt.date(2021, 1, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "day", "index"),
    [
        (2005, None, 0),
        (2020, None, 1),
        (None, dt.date(2019, 5, 1), 0),
        (None, dt.date(2023, 5, 1), 1),
        (None, None, None),
        (1999, None, None),
    ],
)
def test_a_law_named_without_number_is_the_one_of_its_year_or_then_in_force(
    year: int | None, day: dt.date | None, index: int | None
) -> None:
    laws = a_pair_of_namesakes()

    found = queries.meant_by([Cited("Luật", name="Luật Thanh niên", year=year)], day=day)

    assert found == [None if index is None else laws[index]]


def test_who_cites_a_law_is_told_only_of_documents_one_sees() -> None:
    law = a_law("895/QĐ-TTg")
    document = a_read_document()
    a_read_document()

    officer = an_officer(unit=document.owner)

    assert list(queries.cited_by(law, officer, today=TODAY)) == [document]
