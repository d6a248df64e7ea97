"""How many of what: a number before a noun, or so many for each of them."""

from collections.abc import Iterator
from decimal import Decimal

from nhanai.activities.rules.quickline.counting import Said, number_before, number_from
from nhanai.activities.rules.quickline.lexicon import items, nouns, scaled_nouns
from nhanai.activities.rules.quickline.line import Line, Match
from nhanai.activities.rules.quickline.pieces import Field, Piece, Quantity, Unread, Worth

_EACH = ("mỗi", "từng")
_VAGUE = ("vài", "mấy", "dăm", "nhiều", "một số", "các")
_TWO_NUMBERS = "Dòng này ghi hai số. Hãy chọn một số."
_NO_NUMBER = "Chưa có số cụ thể. Hãy ghi số."
_PEOPLE = frozenset({"persons", "services", "households", "joined"})


def read_each(line: Line) -> Iterator[Piece]:
    """`mỗi hộ 10 kg gạo`, `mỗi suất gồm 10 kg gạo và 200k`: so many for each of them.

    The whole is computed where the line says of how many.
    """
    for index in range(len(line)):
        owner = nouns().at(line, index + 1) if line.says(index, *_EACH) else None
        if owner is None or index in line.taken:
            continue
        counted = _count_of(line, owner.code, index)
        at = owner.end
        while line.says(at, "được", "nhận", "là", "gồm", "có", "trị", "giá", ":"):
            at += 1
        start, is_first = index, True
        while counted is not None and (found := _one_for_each(line, at, owner, counted)):
            value, end = found
            joined = line.says(end, "và", "cùng") or _mark(line, end) == "+"
            if is_first and isinstance(value, Worth) and not joined:
                break  # an amount alone after "mỗi suất" is read by the rule of amounts
            if isinstance(value, Quantity) and items()[value.item].role in _PEOPLE:
                break
            field = Field.EACH if isinstance(value, Worth) else Field.QUANTITY
            yield Piece(field, "so-many-for-each", line.take(start, end), value)
            at = end + joined
            start, is_first = at, False


def _one_for_each(
    line: Line, at: int, owner: Match, counted: Said
) -> tuple[Quantity | Worth, int] | None:
    """One thing that each gets: a quantity as a whole, or an amount of money for each."""
    number = number_from(line, at)
    if number is None:
        return None
    what = _noun(line, number.end)
    if what is not None:
        item, times = _item(what.code)
        whole = _whole(number.value * times * counted.value)
        return Quantity(item, whole, counted.is_rough, is_computed=True), what.end
    end = number.end + (1 if line.says(number.end, "đồng", "đ") else 0)
    if number.value < 1000 or number.value != number.value.to_integral_value():
        return None
    return Worth(int(number.value), owner.code, number.is_rough), end


def _whole(number: Decimal) -> Decimal:
    """The number without decimals that say nothing."""
    return number.to_integral_value() if number == number.to_integral_value() else number


def _mark(line: Line, index: int) -> str:
    token = line.free(index)
    return token.text if token else ""


def _count_of(line: Line, code: str, besides: int) -> Said | None:
    """How many of that item the line speaks of elsewhere."""
    for index in range(len(line)):
        found = nouns().at(line, index) if index != besides + 1 else None
        if found is not None and found.code == code:
            number = number_before(line, index)
            if number is not None:
                return number
    return None


def read_quantities(line: Line) -> Iterator[Piece | Unread]:
    """Every number with its noun, from left to right."""
    index = 0
    while index < len(line):
        found = _noun(line, index)
        if found is None or not line.is_free(found.start, found.end):
            index += 1
            continue
        piece = _counted(line, found)
        if piece is not None:
            yield piece
        index = found.end


def _noun(line: Line, index: int) -> Match | None:
    scaled, plain = scaled_nouns().at(line, index), nouns().at(line, index)
    return scaled or plain


def _counted(line: Line, noun: Match) -> Piece | Unread | None:
    """The number before the noun, or why there is none that can be written."""
    number = number_before(line, noun.start)
    if number is None:
        before = noun.start - 1
        if line.free(before) and line.says(before, *_VAGUE[:3]) and _is_counter(line, noun):
            words = line.words(before, noun.end)
            return Unread(words, line.take(before, noun.end), _NO_NUMBER)
        return None
    if line.says(number.start - 1, "vài", "mấy", "dăm"):
        words = line.words(number.start - 1, noun.end)
        return Unread(words, line.take(number.start - 1, noun.end), _NO_NUMBER)
    if _is_range(line, number.start):
        words = line.words(number.start - 2, noun.end)
        return Unread(words, line.take(number.start - 2, noun.end), _TWO_NUMBERS)
    item, times = _item(noun.code)
    end = noun.end
    rule = "number-and-noun"
    joining = _joining(line, noun.end) if items()[item].role in {"persons", "services"} else 0
    if joining:
        item, rule, end = "JOINED", "people-who-took-part", joining
    value = Quantity(item, _whole(number.value * times), number.is_rough)
    return Piece(Field.QUANTITY, rule, line.take(number.start, end), value)


def _is_counter(line: Line, noun: Match) -> bool:
    return items()[noun.code.partition("*")[0]].role in {*_PEOPLE, "goods"}


def _joining(line: Line, index: int) -> int:
    """The word after those that say that these people took part ("120 người tham gia"), else 0."""
    while line.says(index, "đã", "đến", "cùng", "về"):
        index += 1
    if line.says(index, "tham") and line.says(index + 1, "gia", "dự"):
        return 0 if line.says(index + 2, "hiến") else index + 2
    return index + 1 if line.says(index, "dự", "nghe", "học") else 0


def _is_range(line: Line, start: int) -> bool:
    """Whether another number and a dash stand before: `40-50 suất`."""
    dash, before = line.free(start - 1), line.free(start - 2)
    return bool(
        dash and before and dash.text in {"-", "–", "—"} and before.is_number and start >= 2
    )


def _item(code: str) -> tuple[str, Decimal]:
    item, _, times = code.partition("*")
    return item, Decimal(times or 1)
