"""The reader: each rule looks for its own among what is left, and the rest is told as it stands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Final

from nhanai.activities.rules.quickline.days import read_days
from nhanai.activities.rules.quickline.doing import read_kind
from nhanai.activities.rules.quickline.lexicon import items, kinds, kinds_that_ask_for_joined
from nhanai.activities.rules.quickline.line import Line
from nhanai.activities.rules.quickline.money import computed, of_what, read_money, read_money_each
from nhanai.activities.rules.quickline.names import Resolver, read_names
from nhanai.activities.rules.quickline.pieces import Field, Piece, Quantity, Reading, Unread
from nhanai.activities.rules.quickline.quantities import read_each, read_quantities
from nhanai.activities.rules.quickline.surroundings import (
    read_campaign,
    read_donor,
    read_groups,
    read_place,
)

_FILLERS: Final = frozenset(
    {
        *(
            "và",
            "cho",
            "các",
            "là",
            "đã",
            "có",
            "tổ",
            "chức",
            "gồm",
            "của",
            "tại",
            "ở",
            "với",
            "được",
        ),
        *(
            "do",
            "nhân",
            "dịp",
            "chương",
            "trình",
            "trị",
            "giá",
            "tổng",
            "cộng",
            "số",
            "tiền",
            "tham",
        ),
        *(
            "gia",
            "cùng",
            "mỗi",
            "một",
            "những",
            "để",
            "trong",
            "về",
            "đến",
            "từ",
            "bằng",
            "này",
            "khi",
        ),
        *(
            "buổi",
            "đợt",
            "vào",
            "ngày",
            "thì",
            "nữa",
            "cả",
            "đều",
            "ta",
            "mình",
            "anh",
            "em",
            "hội",
        ),
        *(
            "chi",
            "đội",
            "bị",
            "thêm",
            "rồi",
            "xong",
            "cũng",
            "lại",
            "ra",
            "vừa",
            "mới",
            "thu",
            "nhận",
        ),
        *("kèm", "theo", "cấp", "làm", "mở", "ban", "địa", "phương", "phối", "hợp", "nhằm", "trên"),
        *("như", "qua", "kinh", "phí", "tiền", "mặt", "lễ", "thực", "hiện", "hưởng", "ứng", "đi"),
        *(
            "bàn",
            "giao",
            "tiếp",
            "gồm",
            "tt",
            "đc",
            "dc",
            "ngoài",
            "đơn",
            "vị",
            "hoạt",
            "động",
            "ctđ",
            "ctd",
            "chữ",
            "thập",
            "đỏ",
        ),
    }
)
"""Words that carry nothing which a field could hold."""


_PERSONS: Final = ("ông", "bà", "anh", "chị", "em", "cháu", "hộ", "gia", "cụ", "bác")
_PERSON: Final = "Tên người: hãy thêm ở mục người được giúp, đừng để trong lời ghi."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the reading needs to know: today, whom names mean, and the campaigns of the table.

    `campaigns` is each campaign's name with its code; it comes before the words known to all.
    """

    today: dt.date
    resolve: Resolver | None = None
    campaigns: Mapping[str, str] = made(default_factory=dict)


def read(text: str, around: Surroundings) -> Reading:
    """Everything that `text` says, and everything that was not understood."""
    line = Line.of(text)
    pieces: list[Piece] = []
    unread: list[Unread] = []
    for found in _found(line, around, pieces):
        if isinstance(found, Piece):
            pieces.append(found)
        else:
            unread.append(found)
    pieces.extend(computed(pieces))
    pieces = [of_what(piece, pieces) for piece in pieces]
    people = [_people(piece, pieces) for piece in pieces]
    unread.extend(_left(line))
    return Reading(
        line.text,
        tuple(sorted(people, key=lambda piece: piece.span)),
        tuple(sorted(unread, key=lambda one: one.span)),
    )


def _found(line: Line, around: Surroundings, so_far: list[Piece]) -> Iterator[Piece | Unread]:
    """What each rule finds, in their order: names before numbers, numbers before the rest."""
    yield from read_campaign(line, around.campaigns)
    yield from read_days(line, around.today)
    if around.resolve is not None:
        yield from read_names(line, around.today, around.resolve)
    yield from read_donor(line)
    yield from read_each(line)
    yield from read_money_each(line)
    yield from read_quantities(line)
    yield from read_money(line)
    yield from read_place(line)
    yield from read_kind(line, so_far)
    if not any(piece.field == Field.KIND for piece in so_far):
        near = kinds().near(line)
        if near is not None:
            yield Piece(
                Field.KIND, "kind-but-for-a-slip", line.take(near.start, near.end), near.code
            )
    yield from read_groups(line)


def _people(piece: Piece, pieces: Iterable[Piece]) -> Piece:
    """In a meeting or a course, people without another word are those who took part."""
    kind = next((p.value for p in pieces if p.field == Field.KIND), "")
    value = piece.value
    if not isinstance(value, Quantity) or str(kind) not in kinds_that_ask_for_joined():
        return piece
    if items()[value.item].role not in {"persons", "services"} or value.item in {
        "ADDRESS",
        "SURGERY",
    }:
        return piece
    if kind == "BLOOD" and value.item in {"PERSONS", "SERVICES"}:
        item = "DONATED" if not _says_donated(pieces) else "JOINED"
    else:
        item = "REGISTERED" if kind == "ORGAN" else "JOINED"
    changed = Quantity(item, value.number, value.is_rough, value.is_computed)
    return Piece(piece.field, "people-of-this-kind", piece.span, changed, piece.note)


def _says_donated(pieces: Iterable[Piece]) -> bool:
    return any(
        isinstance(piece.value, Quantity) and piece.value.item in {"DONATED", "REGISTERED"}
        for piece in pieces
    )


def _left(line: Line) -> Iterator[Unread]:
    """The words that nothing took, neighbours together; words that carry nothing are left out."""
    run: list[int] = []
    for index in range(len(line) + 1):
        token = line.free(index)
        if token is not None and token.kind != "mark":
            run.append(index)
            continue
        if token is not None and run:
            run.append(index)
            continue
        yield from _told(line, run)
        run = []
    return


def _told(line: Line, run: list[int]) -> Iterator[Unread]:
    while run and _is_empty(line, run[-1]):
        run = run[:-1]
    while run and _is_empty(line, run[0]):
        run = run[1:]
    if run:
        start, end = run[0], run[-1] + 1
        words = line.words(start, end)
        span = (line.tokens[start].start, line.tokens[end - 1].end)
        yield Unread(words, span, _why(line, start, end))


def _why(line: Line, start: int, end: int) -> str:
    """A reason to give with what was not understood, where there is one."""
    if line.tokens[start].is_number:
        return "Số này chưa rõ là số gì." if end - start == 1 else "Chưa rõ tính bằng gì."
    named = any(token.is_capital for token in line.tokens[start + 1 : end])
    return _PERSON if named and line.says(start, *_PERSONS) else ""


def _is_empty(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.kind == "mark":
        return True
    if line.says(index, "gia"):
        return line.says(index - 1, "tham")
    if line.says(index, "nhân"):
        return line.says(index + 1, "dịp")
    if line.says(index, "thu", "này") and line.says(index - 1, "trung", "tuần"):
        return False
    return token.says_one_of(_FILLERS)
