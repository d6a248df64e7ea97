"""What was done: the words for it, else the verb with what was given, else what was counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nhanai.activities.rules.quickline.lexicon import items, kinds
from nhanai.activities.rules.quickline.line import Line, Match
from nhanai.activities.rules.quickline.pieces import Field, Piece, Quantity

_BY_ITEM: Final[Mapping[str, str]] = {
    "BLOOD_UNIT": "BLOOD", "BLOOD_ML": "BLOOD", "DONATED": "BLOOD",
    "HOUSE": "HOUSE", "COW": "LIVELIHOOD", "LIVESTOCK": "LIVELIHOOD",
    "WHEELCHAIR": "EQUIPMENT", "BICYCLE": "EQUIPMENT",
    "SCHOLARSHIP": "SCHOLARSHIP", "SAVINGS_BOOK": "SCHOLARSHIP",
    "MEAL": "KITCHEN", "SURGERY": "SURGERY", "ARTICLE": "MEDIA", "PUBLIC_WORK": "PUBLIC_WORK",
    "FAMILY_BOX": "RELIEF", "TREE": "TREES",
    "GIFT": "GIFT", "RICE": "GIFT", "BLANKET": "GIFT", "CLOTHES": "GIFT", "NOODLES": "GIFT",
    "WATER": "GIFT", "BOOKS": "GIFT", "RELIEF_KIT": "RELIEF", "MEDICINE": "HEALTH_CHECK",
}  # fmt: skip
_GENERAL: Final = frozenset({"GIFT", "FUNDRAISING", "MEETING"})
"""Kinds whose words are so common that what was given says more: "trao 2 con bò"."""

_SPECIAL: Final = frozenset(
    {"HOUSE", "LIVELIHOOD", "EQUIPMENT", "SCHOLARSHIP", "KITCHEN", "SURGERY", "PUBLIC_WORK"}
)
_FRAMES: Final = frozenset(
    {
        *("OUTREACH", "MEETING", "FIRST_AID_COURSE", "OFFICER_COURSE", "DRILL", "LAUNCH"),
        *("MODEL", "MEDIA", "GOOD_DEED", "RELIEF", "TET_FAIR", "MONTHLY_AID", "HOUSE_REPAIR"),
    }
)
"""Kinds that say in which form something was done; of them the first wins over what follows."""


def read_kind(line: Line, found: Sequence[Piece]) -> Iterator[Piece]:
    """The one kind of the line."""
    given = {
        piece.value.item: piece
        for piece in found
        if piece.field == Field.QUANTITY and isinstance(piece.value, Quantity)
    }
    said = list(_said(line, found))
    chosen, rule = _choose(said, given)
    if chosen is None:
        yield from _from_items(given)
        return
    code = _by_what_was_given(chosen.code, given)
    if code == "FIRST_AID" and given.keys() & {"CLASS", "SESSION"}:
        code = "FIRST_AID_COURSE"
    rule = rule if code == chosen.code else "verb-with-what-was-given"
    span = (line.tokens[chosen.start].start, line.tokens[chosen.end - 1].end)
    line.taken.update(range(chosen.start, chosen.end))
    for other in said:
        line.taken.update(range(other.start, other.end))
    yield Piece(Field.KIND, rule, span, code)


def _said(line: Line, found: Sequence[Piece]) -> Iterator[Match]:
    """Every phrase for a kind, also in words that a quantity or a campaign took, not in names."""
    named = [
        piece.span
        for piece in found
        if piece.field in {Field.UNIT, Field.WHERE, Field.PLACE, Field.DONOR, Field.DAY}
        or (piece.field == Field.CAMPAIGN and piece.value == "GOOD_PEOPLE")
        or _is_goods(piece)
    ]
    near = kinds().near(line)
    index = 0
    while index < len(line):
        match = kinds().at(line, index, free=False)
        if near is not None and near.start == index and near.code in _FRAMES:
            match = match if match is not None and match.end > near.end else near
        inside = match is not None and any(
            start < line.tokens[match.end - 1].end and line.tokens[match.start].start < end
            for start, end in named
        )
        if match is None or inside:
            index += 1
            continue
        yield match
        index = match.end


def _is_goods(piece: Piece) -> bool:
    """Whether it counts things: "5 bộ dụng cụ sửa nhà" mends no house."""
    value = piece.value
    return isinstance(value, Quantity) and items()[value.item].role == "goods"


def _choose(said: Sequence[Match], given: Mapping[str, Piece]) -> tuple[Match | None, str]:
    """Which of the phrases is the one: what frames the rest, else the one that says most."""
    if not said:
        return None, ""
    blood = next((one for one in said if one.code == "BLOOD"), None)
    if blood and given.keys() & {"BLOOD_UNIT", "BLOOD_ML", "DONATED"}:
        return blood, "kind-of-what-was-counted"
    frames = [one for one in said if one.code in _FRAMES]
    plain = [one for one in said if one.code not in _FRAMES and one.code not in _GENERAL]
    if frames and (not plain or frames[0].start <= plain[0].start or frames[0].code == "RELIEF"):
        return _of_course(frames, said)
    if plain:
        return plain[0], "kind-words"
    return max(said, key=lambda one: (one.end - one.start, -one.start)), "kind-words"


def _of_course(frames: Sequence[Match], said: Sequence[Match]) -> tuple[Match, str]:
    """The first frame; a course of which first aid is spoken is a course of first aid."""
    first = frames[0]
    closer = next((one for one in frames if one.code == "FIRST_AID_COURSE"), first)
    if first.code == "OFFICER_COURSE" and any(one.code == "FIRST_AID" for one in said):
        return Match(first.start, first.end, "FIRST_AID_COURSE"), "course-of-first-aid"
    return closer, "kind-words"


def _by_what_was_given(code: str, given: Mapping[str, Piece]) -> str:
    """`trao 2 con bò` is livelihood, though "trao" alone is a gift."""
    if code not in {"GIFT", "FUNDRAISING", "VISIT"}:
        return code
    for item in given:
        kind = _BY_ITEM.get(item, "")
        if kind == "BLOOD" or (code == "GIFT" and kind in {*_SPECIAL, "RELIEF"}):
            return kind
    return code


def _from_items(given: Mapping[str, Piece]) -> Iterator[Piece]:
    """No word says what was done; what was counted does."""
    for item, piece in given.items():
        if item in _BY_ITEM:
            yield Piece(Field.KIND, "kind-of-what-was-counted", piece.span, _BY_ITEM[item])
            return
