"""Which task of a later document is which of ours."""

from hypothesis import given
from hypothesis import strategies as st

from nhanai.plans.rules.revising import Match, Side, compare, kind_said
from nhanai.plans.rules.wording import differences
from nhanai.plans.vocab import ChangeKind, RevisionKind

HOSPITAL, SCHOOL = 1, 2
SPOKEN = ["kham", "benh", "hien", "mau", "tuyen", "truyen", "tang", "qua", "xa", "phuong"]
WORDS = st.lists(st.sampled_from(SPOKEN))


def side(key: int, words: str, *holders: int) -> Side:
    return Side(key, words, frozenset(holders))


def test_the_same_words_are_kept_even_where_their_address_is_another() -> None:
    olds = [side(1, "kham benh nhan dao", HOSPITAL), side(2, "hien mau tinh nguyen", HOSPITAL)]
    news = [side(0, "hien mau tinh nguyen", HOSPITAL), side(1, "kham benh nhan dao", HOSPITAL)]

    assert compare(olds, news, RevisionKind.REPLACES) == (
        Match(ChangeKind.KEPT, 2, 0, 100),
        Match(ChangeKind.KEPT, 1, 1, 100),
    )


def test_the_same_words_for_another_agency_have_moved() -> None:
    olds = [side(1, "kham benh nhan dao", HOSPITAL)]
    news = [side(0, "kham benh nhan dao", SCHOOL)]

    assert compare(olds, news, RevisionKind.AMENDS) == (Match(ChangeKind.MOVED, 1, 0, 100),)


def test_a_rewording_is_recognised_and_a_stranger_is_new() -> None:
    olds = [side(1, "to chuc kham benh nhan dao tai cac xa bien gioi", HOSPITAL)]
    news = [
        side(0, "to chuc kham benh nhan dao tai cac xa vung cao, bien gioi", HOSPITAL),
        side(1, "xay dung quy hoc bong cho hoc sinh ngheo", SCHOOL),
    ]

    found = compare(olds, news, RevisionKind.REPLACES)

    assert [(one.kind, one.old, one.new) for one in found] == [
        (ChangeKind.CHANGED, 1, 0),
        (ChangeKind.NEW, None, 1),
    ]


def test_what_a_replacing_document_leaves_out_ends_and_what_an_amending_one_leaves_out_stays() -> (
    None
):
    olds = [side(1, "kham benh nhan dao", HOSPITAL), side(2, "hien mau tinh nguyen", HOSPITAL)]
    news = [side(0, "kham benh nhan dao", HOSPITAL)]

    replaced = compare(olds, news, RevisionKind.REPLACES)
    amended = compare(olds, news, RevisionKind.AMENDS)

    assert Match(ChangeKind.CLOSED, 2, None, 0) in replaced
    assert [one.old for one in amended] == [1]


def test_a_document_that_ends_the_plan_ends_every_task() -> None:
    olds = [side(1, "kham benh"), side(2, "hien mau")]

    found = compare(olds, [side(0, "kham benh")], RevisionKind.ENDS)

    assert [(one.kind, one.old) for one in found] == [
        (ChangeKind.CLOSED, 1),
        (ChangeKind.CLOSED, 2),
    ]


@given(
    st.lists(WORDS, max_size=8),
    st.lists(WORDS, max_size=8),
    st.sampled_from([RevisionKind.REPLACES, RevisionKind.REISSUES, RevisionKind.AMENDS]),
)
def test_no_task_of_either_side_is_lost_or_used_twice(
    before: list[list[str]], after: list[list[str]], kind: RevisionKind
) -> None:
    olds = [side(key, " ".join(words)) for key, words in enumerate(before, start=100)]
    news = [side(key, " ".join(words)) for key, words in enumerate(after)]

    found = compare(olds, news, kind)

    assert sorted(one.new for one in found if one.new is not None) == [one.key for one in news]
    used = [one.old for one in found if one.old is not None]
    assert len(used) == len(set(used))
    if kind != RevisionKind.AMENDS:
        assert sorted(used) == [one.key for one in olds]


@given(WORDS, WORDS)
def test_the_stretches_give_both_wordings_back(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)

    found = differences(old, new)

    assert " ".join(one.text for one in found if one.in_old) == old
    assert " ".join(one.text for one in found if one.in_new) == new


def test_the_words_around_a_citation_say_what_the_later_document_does() -> None:
    assert kind_said("ke hoach nay thay the ke hoach so 3836/kh-ubnd") == RevisionKind.REPLACES
    assert kind_said("thay the va bai bo ke hoach so 3836") == RevisionKind.REPLACES
    assert kind_said("bai bo ke hoach so 3836/kh-ubnd") == RevisionKind.ENDS
    assert kind_said("sua doi, bo sung ke hoach so 3836/kh-ubnd") == RevisionKind.AMENDS
    assert kind_said("thuc hien ke hoach so 3836/kh-ubnd") is None
