"""The campaign it belonged to, who gave, in which village it was, and whom it was for."""

from collections.abc import Iterator, Mapping
from typing import Final

from nhanai.activities.rules.quickline.counting import plain
from nhanai.activities.rules.quickline.lexicon import campaigns, phrases, words
from nhanai.activities.rules.quickline.line import Line, Match, Phrases
from nhanai.activities.rules.quickline.pieces import Field, Piece

_CAMPAIGN_LEADS: Final = ("nhân", "dịp", "chương", "trình", "phong", "trào", "hưởng", "ứng")
_MARKS: Final = (",", ";", ".", ":", "(", ")", "–", "-")
_NEVER_GIVERS: Final = ("cho", "tại", "ở", "thăm", "giúp", "cùng", "hợp", "với", "và")
"""Before a name these say that it received, or helped, but did not give."""

_LONGEST_GIVER: Final = 12
_LONGEST_PLACE: Final = 6
_MOST_PARTS: Final = 20
"""Villages are numbered up to this: "bản Huổi Khon 2"."""


def read_campaign(line: Line, own: Mapping[str, str]) -> Iterator[Piece]:
    """A campaign of the table by its name, else one whose words everybody knows."""
    for known, rule in ((Phrases(own), "campaign-by-name"), (campaigns(), "campaign-words")):
        longest = sorted(known.everywhere(line), key=lambda one: one.start - one.end)
        for found in longest[:1]:
            start, end = found.start, found.end
            while line.says(start - 1, *_CAMPAIGN_LEADS):
                start -= 1
            end += 1 if line.says(end, "năm", "xuân") and _is_year(line, end + 1) else 0
            end += 1 if _is_year(line, end) else 0
            yield Piece(Field.CAMPAIGN, rule, line.take(start, end), found.code)
            return


def _is_year(line: Line, index: int) -> bool:
    token = line.free(index)
    return token is not None and token.is_number and len(token.text) == 4


def read_donor(line: Line) -> Iterator[Piece]:
    """`do Công ty X tặng`, `Công ty X tài trợ`, `nhà tài trợ: X`; the first that is named."""
    for index in range(len(line)):
        if index in line.taken:
            continue
        piece = _by(line, index) or _after_head(line, index) or _who_gives(line, index)
        if piece is not None:
            yield piece
            return


def _by(line: Line, index: int) -> Piece | None:
    """`do Công ty X tặng`, `của nhóm thiện nguyện Y`, `từ Quỹ Z`."""
    if not line.says(index, "do", "của", "từ"):
        return None
    named = _is_giver(line, index + 1)
    if not named and not line.says(index, "do"):
        return None
    end = _end_of_giver(line, index + 1)
    gives = end < len(line) and line.says(end, *words("donor", "gives"))
    if end == index + 1 or not (gives or named):
        return None
    value = line.words(index + 1, end).strip()
    span = line.take(index, end + _giving(line, end))
    return Piece(Field.DONOR, "given-by", span, value)


def _giving(line: Line, index: int) -> int:
    """How many words say that somebody gave: `tài trợ`, `tặng`, `ủng hộ`."""
    giving = (*words("donor", "gives"), "trợ", "hộ", "đỡ")
    length = 0
    while length < 3 and line.free(index + length) and line.says(index + length, *giving):
        length += 1
    return length


def _after_head(line: Line, index: int) -> Piece | None:
    """`nhà tài trợ: X`, `nguồn: X`."""
    head = phrases("donor", "heads").at(line, index)
    if head is None:
        return None
    start = head.end
    token = line.at(start)
    start += token is not None and token.text == ":"
    end = _end_of_giver(line, start)
    if end == start or not line.tokens[start].is_capital:
        return None
    return Piece(Field.DONOR, "donor-named", line.take(index, end), line.words(start, end))


def _who_gives(line: Line, index: int) -> Piece | None:
    """`Công ty X tài trợ`, `nhà hảo tâm ủng hộ`."""
    if not _is_giver(line, index) or line.says(index - 1, *_NEVER_GIVERS):
        return None
    end = _end_of_giver(line, index)
    giving = _giving(line, end)
    if end == index or not giving or line.says(end, "cho", "cấp", "quyên", "hiến"):
        return None
    value = line.words(index, end)
    end += giving if line.says(end, "tài") else 0
    return Piece(Field.DONOR, "who-gives", line.take(index, end), value)


def _is_giver(line: Line, index: int) -> bool:
    return phrases("donor", "kinds").at(line, index) is not None


def _end_of_giver(line: Line, start: int) -> int:
    """The word after a donor's name: it ends at a mark, a number, or the word for giving."""
    stops = (*words("donor", "gives"), *words("donor", "ends"))
    end = start
    while end - start < _LONGEST_GIVER:
        token = line.free(end)
        if token is None or token.text in _MARKS or token.is_number:
            break
        if end > start and token.says_one_of(stops) and not token.is_capital:
            break
        end += 1
    return end


def read_place(line: Line) -> Iterator[Piece]:
    """`bản Nà Hừ`, `thôn 3`, `tổ dân phố số 5`, `trường THCS Bum Nưa`, `trạm y tế`."""
    for index in range(len(line)):
        head = _place_head(line, index)
        if head is None:
            continue
        end = head.end
        while end - head.end < _LONGEST_PLACE and _goes_on(line, end, head):
            end += 1
        if end == head.end and head.code in words("place", "empty_alone"):
            continue
        start = index
        while line.free(start - 1) and line.says(start - 1, "tại", "ở", "đến", "xuống", "lên"):
            start -= 1
        value = line.words(index, end).strip(" .-")
        yield Piece(Field.PLACE, "place-by-its-head", line.take(start, end), value)
        return


def _place_head(line: Line, index: int) -> Match | None:
    token = line.free(index)
    if token is None or line.says(index - 1, *words("place", "not_after")):
        return None
    if token.bare == "cho" and token.low != "chợ":
        return None  # typed without accents it is nearly always "cho"
    if line.says(index, "thcs", "thpt") and line.says(index - 2, "chi", "hội"):
        return None
    if phrases("place", "not_before").at(line, index, free=False):
        return None
    return phrases("place", "heads").at(line, index)


def _goes_on(line: Line, at: int, head: Match) -> bool:
    """Whether the word there still belongs to the name that began with `head`."""
    token = line.free(at)
    if token is None or token.text in {",", ";", ":", "(", ")"}:
        return False
    is_first = at == head.end
    if token.is_number:
        numbered = line.tokens[at - 1].is_capital and int(plain(token)) <= _MOST_PARTS
        return is_first or line.says(at - 1, "số", "ql") or numbered
    if token.says_one_of(words("place", "goes_on")):
        return True
    named = token.is_capital and (is_first or line.tokens[at - 1].is_capital)
    if token.says_one_of(words("place", "stops")) and not named:
        return False
    if token.is_capital or is_first or not token.is_word:
        return True
    is_typed_small = not any(t.is_capital for t in line.tokens[head.end : head.end + 5])
    return is_typed_small and at - head.end < 3


def read_groups(line: Line) -> Iterator[Piece]:
    """Whom it was for: `hộ nghèo`, `người cao tuổi`."""
    for found in phrases("group", "words").find(line):
        start = found.start
        while line.free(start - 1) and line.says(start - 1, "cho", "các", "là", "những", "với"):
            start -= 1
        said = line.words(found.start, found.end)
        yield Piece(Field.GROUP, "whom-it-was-for", line.take(start, found.end), said)
