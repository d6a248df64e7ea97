"""Amounts: whole ones, and what one of something is worth, from which the whole is computed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nhanai.activities.rules.quickline.counting import Said, number_from
from nhanai.activities.rules.quickline.lexicon import items, nouns
from nhanai.activities.rules.quickline.line import Line, Match
from nhanai.activities.rules.quickline.pieces import Field, Piece, Quantity, Unread, Worth
from nhanai.base import numbers

_CURRENCY: Final = ("đồng", "đ", "vnđ", "vnd", "₫")
_FOREIGN: Final = ("usd", "đô", "euro", "eur", "$")
_CUES: Final = ("trị giá", "giá trị", "số tiền", "tổng", "tiền", "kinh phí", "ủng hộ", "được")
_EACH: Final = ("mỗi", "một", "1", "từng")
_ONE_OF: Final = ("chiếc", "cái", "con", "bộ", "căn", "ngôi", "túi", "thùng", "cháu", "đồng chí")
ANY: Final = "*"
"""Stands for whatever was counted before."""

_SMALLEST: Final = 1_000
_PLAIN_ENOUGH: Final = 100_000
_THOUSANDS: Final = "Đọc là {}, vì không ai ghi số tiền nhỏ như vậy."
_DIFFERS: Final = "Tính từ số lượng thì được {}. Hãy xem lại số nào đúng."
_FOREIGN_WHY: Final = "Chưa quy đổi ngoại tệ. Hãy ghi số tiền bằng đồng."


def read_money_each(line: Line) -> Iterator[Piece]:
    """`mỗi suất 300.000 đ`, `300k/suất`, `300 nghìn một hộ`, `40 suất x 300k`, `loại 300k`."""
    for index in range(len(line)):
        if index in line.taken:
            continue
        piece = _each_after(line, index) or _each_before(line, index) or _times(line, index)
        if piece is not None:
            yield piece


def _amount(line: Line, index: int, *, sure: bool) -> tuple[Said, int, str] | None:
    """An amount that begins there: the number, the word after its currency, a note.

    `sure` where the words around say that it is money, so that `300` without a unit may stand.
    """
    said = number_from(line, index)
    if said is None:
        return None
    end = said.end
    marked = line.says(end, *_CURRENCY) or (_mark(line, end) == "₫")
    end += marked
    value, note = said.value, ""
    plain = said.scale < _SMALLEST
    if plain and marked and value < _SMALLEST and value > 0:
        value *= 1000
        note = _THOUSANDS.format(numbers.show_dong(int(value)))
    if plain and not marked and not (value >= _PLAIN_ENOUGH or (sure and value >= _SMALLEST)):
        return None
    if not marked and nouns().at(line, end) is not None and said.scale < 10**6:
        return None
    if value != value.to_integral_value() or value <= 0:
        return None
    return Said(value, said.start, end, said.scale, said.is_rough), end, note


def _owner(line: Line, index: int) -> Match | None:
    """What one of is spoken of; a bare "chiếc" is of the thing counted before it."""
    found = nouns().at(line, index)
    if found is None and line.free(index) and line.says(index, *_ONE_OF):
        return Match(index, index + 1, ANY)
    return found


def _mark(line: Line, index: int) -> str:
    token = line.at(index)
    return token.text if token else ""


def _each_after(line: Line, index: int) -> Piece | None:
    """`mỗi suất (quà) (trị giá) 300.000 đ`."""
    if not line.says(index, *_EACH):
        return None
    owner = _owner(line, index + 1)
    if owner is None:
        return None
    start = owner.end
    while line.says(start, "trị", "giá", "là", "được", "nhận", "hỗ", "trợ", ":", "tặng", "mức"):
        start += 1
    sure = line.says(index, "mỗi", "từng")
    found = _amount(line, start, sure=sure)
    if found is None or not line.is_free(index, found[1]):
        return None
    value = Worth(int(found[0].value), owner.code, found[0].is_rough)
    return Piece(Field.EACH, "worth-of-each", line.take(index, found[1]), value, found[2])


def _each_before(line: Line, index: int) -> Piece | None:
    """`300k/suất`, `300 nghìn mỗi hộ`, `300 nghìn đồng một suất`."""
    found = _amount(line, index, sure=True)
    if found is None or not line.is_free(index, found[1]):
        return None
    said, end, note = found
    while line.says(end, "cho"):
        end += 1
    if not (line.says(end, *_EACH) or _mark(line, end) == "/"):
        return None
    owner = _owner(line, end + 1)
    if owner is None or not line.is_free(end, owner.end):
        return None
    after_owner = number_from(line, owner.end)
    if line.says(end, "mỗi", "từng") and after_owner and after_owner.scale >= _SMALLEST:
        return None
    value = Worth(int(said.value), owner.code, said.is_rough)
    start = _with_cue(line, said.start)
    return Piece(Field.EACH, "worth-of-each", line.take(start, owner.end), value, note)


def _times(line: Line, index: int) -> Piece | None:
    """`x 300k` after a quantity, `loại 300k`, `mức 500 nghìn`."""
    is_times = _mark(line, index).lower() in {"x", "×", "*"} and index > 0
    if not (is_times or line.says(index, "loại", "mức", "mệnh")):
        return None
    start = index + 1 + (1 if line.says(index + 1, "giá") else 0)
    found = _amount(line, start, sure=True)
    if found is None or not line.is_free(index, found[1]):
        return None
    value = Worth(int(found[0].value), ANY, found[0].is_rough)
    return Piece(Field.EACH, "worth-times", line.take(index, found[1]), value, found[2])


def _with_cue(line: Line, start: int) -> int:
    """The words before an amount that only say that it is one."""
    words = (
        "trị",
        "giá",
        "số",
        "tiền",
        "tổng",
        "là",
        "với",
        "được",
        "mặt",
        ":",
        "kinh",
        "phí",
        "cộng",
    )
    while start > 0 and (before := line.free(start - 1)) and before.says_one_of(words):
        start -= 1
    return start


def read_money(line: Line) -> Iterator[Piece | Unread]:
    """Every amount that says what the whole is worth."""
    for index in range(len(line)):
        token = line.free(index)
        if token is None:
            continue
        if token.is_number and _is_foreign(line, index):
            words = line.words(index, index + 2)
            yield Unread(words, line.take(index, index + 2), _FOREIGN_WHY)
            continue
        sure = _is_sure(line, index)
        found = _amount(line, index, sure=sure)
        if found is None or not line.is_free(index, found[1]):
            continue
        said, end, note = found
        start = _with_cue(line, said.start)
        cash = "tiền" in _low(line, start, said.start) and "mặt" in _low(line, start, end + 2)
        end += 2 if line.says(end, "tiền") and line.says(end + 1, "mặt") else 0
        value = Worth(int(said.value), "", said.is_rough, is_cash=cash)
        yield Piece(Field.MONEY, "amount", line.take(start, end), value, note)


def _low(line: Line, start: int, end: int) -> list[str]:
    found = line.tokens[start : min(end, len(line))]
    return [next((w for w in ("tiền", "mặt") if t.says(w)), t.low) for t in found]


def _is_foreign(line: Line, index: int) -> bool:
    return line.says(index + 1, *_FOREIGN) or _mark(line, index + 1) == "$"


def _is_sure(line: Line, index: int) -> bool:
    """Whether the words before say that an amount follows."""
    before = " ".join(token.bare for token in line.tokens[max(0, index - 3) : index])
    return any(
        cue in before for cue in ("tri gia", "gia tri", "so tien", "tong", "tien", "kinh phi")
    )


def computed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The whole, from what one is worth and how many there are; a note where both were said."""
    each = next((p for p in pieces if p.field == Field.EACH), None)
    if each is None or not isinstance(each.value, Worth):
        return
    counted = _count(pieces, each)
    if counted is None:
        return
    amount = each.value.amount * int(counted.number)
    rough = counted.is_rough or each.value.is_rough
    value = Worth(amount, "", rough, is_computed=True)
    stated = [p for p in pieces if p.field == Field.MONEY and isinstance(p.value, Worth)]
    wholes = [p.value.amount for p in stated if isinstance(p.value, Worth)]
    note = "" if not wholes or amount in wholes else _DIFFERS.format(numbers.show_dong(amount))
    if not wholes or note:
        yield Piece(Field.MONEY, "each-times-count", each.span, value, note)


def _count(pieces: Sequence[Piece], each: Piece) -> Quantity | None:
    """How many of what is worth so much each; where no item was named, the one before it."""
    quantities = [p for p in pieces if p.field == Field.QUANTITY]
    values = [(p.span, p.value) for p in quantities if isinstance(p.value, Quantity)]
    wanted = each.value.item if isinstance(each.value, Worth) else ""
    if wanted == ANY:
        before = [value for span, value in values if span[1] <= each.span[0]]
        return before[-1] if before else None
    exact = next((value for _, value in values if value.item == wanted), None)
    if exact is not None:
        return exact
    if wanted == "HOUSE":
        return next((value for _, value in values if value.item == "HOUSEHOLDS"), None)
    same = items()[wanted].role if wanted in items() else ""
    near = [value for _, value in values if items()[value.item].role == same]
    return (
        near[0] if len(near) == 1 and near[0].number == near[0].number.to_integral_value() else None
    )


def of_what(piece: Piece, pieces: Sequence[Piece]) -> Piece:
    """The same, saying what one of is worth so much, where the line counts only that."""
    value = piece.value
    if piece.field != Field.EACH or not isinstance(value, Worth):
        return piece
    counted = _count(pieces, piece)
    if counted is None or counted.item == value.item:
        return piece
    return replace(piece, value=replace(value, item=counted.item))
