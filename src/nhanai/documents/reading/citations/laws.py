"""Laws, codes, ordinances and the Constitution, named without a number."""

import re
from typing import Final

from nhanai.base.text import canonical, single_spaced
from nhanai.documents.reading.citations.after import following
from nhanai.documents.reading.citations.law_names import known_names
from nhanai.documents.reading.citations.mention import CitationMention

_LETTERS: Final = ("uật", "UẬT", "ệnh", "ỆNH")
"""One of these stands in every text that names a law."""
_BEGINNING: Final = re.compile(
    r"(?<![^\W_])(?P<kind>Bộ luật|Luật|Pháp lệnh|BỘ LUẬT|LUẬT|PHÁP LỆNH)\s+"
    r"(?=[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĨŨƠƯẠ-Ỹ]|sửa đổi)"
)
_CONSTITUTION: Final = re.compile(
    r"(?<![^\W_])(?:Hiến pháp|HIẾN PHÁP)(?![^\W_])"
    r"(?:\s+nước\s+Cộng h(?:òa|oà) xã hội chủ nghĩa Việt Nam)?"
)
_NOT_A_LAW: Final = re.compile(
    r"(?:dự án|dự thảo|đề nghị xây dựng|hội|khoa|ngành|viện|học|pháp|môn|chuyên ngành|đoàn|"
    r"công ty|báo|dân)\s+$",
    re.IGNORECASE,
)
_OTHER_WORD: Final = re.compile(r"(?:sư|gia|sự|pháp|lệ|tục|nhân|SƯ|GIA|LỆ)(?![^\W_])")
_AMENDMENT: Final = re.compile(
    r"(?P<words>sửa đổi(?:,\s*bổ sung)?(?:\s+một số điều)?(?:\s+của)?(?:\s+các)?)\s+"
    r"(?P<of>bộ luật|luật|pháp lệnh)\s+",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\d/])|\s*\((?:năm\s+)?(?:(?:19|20)\d\d|sửa đổi)\)"
)
_WORD: Final = re.compile(r"(?P<gap>,?\s+|\s?-\s?)(?P<word>[^\W\d_]+)")
_STOP: Final = frozenset({
    "về", "và", "nhằm", "trên", "theo", "để", "đến", "với", "trong", "được", "do", "của", "tại",
    "có", "đã", "là", "phải", "bảo", "đảm", "đối", "vào", "khi", "từ", "cho", "phù", "thuộc",
    "bằng", "hiện", "này", "đó", "nêu", "như", "cũng", "còn", "đang", "sẽ", "chưa", "không",
    "một", "năm", "ngày", "số", "khóa", "khoá", "quy", "hướng", "gắn", "kịp", "liên", "nếu",
    "hoặc", "bao", "mà", "ra", "trước", "sau", "qua", "thì", "ban", "các", "những",
})  # fmt: skip
"""Words that begin the next phrase, in a law whose name is not known."""
_MOST_WORDS: Final = 28


def laws(text: str) -> list[CitationMention]:
    """Every law that `text` calls by its name, in order."""
    found: list[CitationMention] = []
    for letters in _LETTERS:
        if letters in text:
            found = _named(text)
            break
    if "iến pháp" in text or "IẾN PHÁP" in text:
        found.extend(_constitution(text))
    return sorted(found, key=lambda mention: mention.start)


def _named(text: str) -> list[CitationMention]:
    found: list[CitationMention] = []
    end = 0
    for beginning in _BEGINNING.finditer(text):
        if beginning.start() < end or not _may_be_law(text, beginning):
            continue
        end = _name_end(text, beginning.end())
        if end > beginning.end():
            found.append(_mention(text, beginning, end))
    return found


def _may_be_law(text: str, beginning: re.Match[str]) -> bool:
    before = text[max(0, beginning.start() - 20) : beginning.start()]
    return not (_NOT_A_LAW.search(before) or _OTHER_WORD.match(text, beginning.end()))


def _mention(text: str, beginning: re.Match[str], end: int) -> CitationMention:
    year = _YEAR.match(text, end)
    after = following(text, year.end() if year else end)
    return CitationMention(
        start=beginning.start(),
        end=after.date_end or (year.end() if year else end),
        kind=beginning["kind"].capitalize(),
        reference=None,
        name=_readable(text[beginning.start() : end]),
        date=after.date,
        issuer=None,
        rule="law-by-name",
    )


def _readable(name: str) -> str:
    """The name on one line; one printed all in capitals as it is written elsewhere."""
    plain = single_spaced(name)
    if not plain.isupper():
        return plain
    if amendment := _AMENDMENT.search(plain):
        of = _readable(plain[amendment.start("of") :])
        return f"Luật {amendment['words'].lower()} {of}"
    begins = 2 if plain.startswith(("BỘ LUẬT", "PHÁP LỆNH")) else 1
    words = plain.split(" ")
    rest = " ".join(words[begins:])
    written = known_names().get(canonical(rest)) or rest.capitalize()
    return f"{' '.join(words[:begins]).capitalize()} {written}"


def _name_end(text: str, start: int) -> int:
    """Where the name ends: with the longest known name, or where its words can no longer go on."""
    if amendment := _AMENDMENT.match(text, start):
        return _name_end(text, amendment.end())
    ends = _word_ends(text, start)
    words = canonical(text[start : ends[-1]]).replace("-", " - ").split() if ends else []
    for count in range(len(ends), 0, -1):
        if " ".join(words[:count]).rstrip(",") in known_names():
            return ends[count - 1]
    return _grammatical_end(text, start)


def _word_ends(text: str, start: int) -> list[int]:
    """The end of each of the next words."""
    first = re.compile(r"[^\W\d_]+").match(text, start)
    ends = [first.end()] if first else []
    while ends and len(ends) < _MOST_WORDS and (found := _WORD.match(text, ends[-1])):
        ends.append(found.end())
    return ends


def _grammatical_end(text: str, start: int) -> int:
    """The end of an unknown name: small words belong to it until one begins the next phrase."""
    first = re.compile(r"[^\W\d_]+").match(text, start)
    if first is None:
        return start
    end = first.end()
    while found := _WORD.match(text, end):
        word = found["word"].lower()
        if "," in found["gap"] or word in _STOP or not text[start].isupper():
            break
        if found["word"][0].isupper() and word in {"nghị", "luật", "thông", "bộ", "quyết"}:
            break
        end = found.end()
    return end


def _constitution(text: str) -> list[CitationMention]:
    found: list[CitationMention] = []
    for match in _CONSTITUTION.finditer(text):
        year = _YEAR.match(text, match.end())
        end = year.end() if year else match.end()
        found.append(
            CitationMention(
                match.start(), end, "Hiến pháp", None, "Hiến pháp", None, None, "law-by-name"
            )
        )
    return found


def number_follows(text: str, law: CitationMention, reference: CitationMention) -> bool:
    """Whether `reference` is the number of the law just named: `Luật X (số 11/2008/QH12)`."""
    between = text[law.end : reference.start]
    own_words = text[reference.start : reference.end]
    return (
        reference.reference is not None
        and reference.kind == law.kind
        and len(between) < 12
        and re.fullmatch(r"\s*,?\s*\(?\s*(?:số\s*:?\s*)?", between) is not None
        and not own_words.startswith("Nghị")
    )
