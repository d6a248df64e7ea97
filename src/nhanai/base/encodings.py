"""Vietnamese from before Unicode: TCVN3 (ABC) and VNI, and telling which one a file is in.

Both put Vietnamese letters on the codes of Western European ones, so nothing in a file says which
it is: the reading whose words are Vietnamese syllables is taken, and doubt is said.
"""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import canonical

_TCVN3_CODES: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
"""First code of each run of letters. Capitals with a tone have no code of their own."""

TCVN3: Final[Mapping[str, str]] = {
    chr(first + at): letter
    for first, letters in _TCVN3_CODES.items()
    for at, letter in enumerate(letters)
}
"""What stands in the text (the Western letter of the code) → the Vietnamese letter."""

_VNI_TONES: Final = "ùøûõï"
"""Acute, grave, hook, tilde, dot below, written after a plain vowel, `ô` (ơ) or `ö` (ư)."""

_VNI_MARKED: Final = {"a": ("âáàåãä", "êéèúüë"), "e": ("âáàåãä",), "o": ("âáàåãä",)}
"""Circumflex (and, for `a`, breve) without tone, then with each tone in the same order."""

_VNI_SINGLE: Final = {
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "ñ": "đ",
}  # fmt: skip

_COMBINING_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"


def _vni_pairs() -> dict[str, str]:
    """Every lower-case spelling of VNI."""
    spelled = dict(_VNI_SINGLE)
    for base, letter in zip("aeouyôö", "aeouyơư", strict=True):
        for mark, tone in zip(_VNI_TONES, _COMBINING_TONES, strict=True):
            spelled[base + mark] = unicodedata.normalize("NFC", letter + tone)
    for base, rows in _VNI_MARKED.items():
        for row, shape in zip(rows, (_CIRCUMFLEX, _BREVE), strict=False):
            for mark, tone in zip(row, ("", *_COMBINING_TONES), strict=True):
                spelled[base + mark] = unicodedata.normalize("NFC", base + shape + tone)
    del spelled["yï"]  # ỵ has its own code
    return spelled


_VNI_LOWER: Final = _vni_pairs()
VNI: Final[Mapping[str, str]] = (
    _VNI_LOWER
    | {spelled.capitalize(): letter.upper() for spelled, letter in _VNI_LOWER.items()}
    | {spelled.upper(): letter.upper() for spelled, letter in _VNI_LOWER.items()}
)
"""What stands in the text → the Vietnamese letter; the mark of a capital may stay small."""

_TCVN3_LETTER: Final = re.compile(f"[{re.escape(''.join(TCVN3))}]")
_VNI_LETTER: Final = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_CODED_WORD: Final = re.compile(r"[^\s.,;:!?()\[\]{}<>/\"'“”’0-9-]+")
_SMALL: Final = re.compile(r"[a-z]")
_CAPITALS: Final = re.compile(r"[A-Z]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Text set in a `.VnTime` font; `capitals` where the font is one of capitals (`.VnTimeH`).

    The codes of TCVN3 have no capitals with a tone: such a heading was typed with a font that
    draws small letters as capitals. Without the font, a line or word whose plain letters are all
    capitals is taken for one.
    """
    plain = text.replace("\u03bc", "\u00b5")  # some programs change the micro sign into a Greek mu
    if capitals:
        return _replace_tcvn3(plain).upper()
    return "".join(_tcvn3_line(line) for line in plain.splitlines(keepends=True))


def _tcvn3_line(line: str) -> str:
    shouted = not _SMALL.search(line) and len(_CAPITALS.findall(line)) > 1

    def word(found: re.Match[str]) -> str:
        coded = found[0]
        raised = shouted or (not _SMALL.search(coded) and len(_CAPITALS.findall(coded)) > 1)
        letters = _replace_tcvn3(coded)
        return letters.upper() if raised else letters

    return _CODED_WORD.sub(word, line)


def _replace_tcvn3(text: str) -> str:
    return _TCVN3_LETTER.sub(lambda found: TCVN3[found[0]], text)


def from_vni(text: str) -> str:
    """Text set in a `VNI-…` font."""
    return _VNI_LETTER.sub(lambda found: VNI[found[0]], text)


def from_font(text: str, font: str) -> str:
    """`text` as Unicode, by the name of the font it is set in."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return from_tcvn3(text, capitals=name.endswith("h"))
    return from_vni(text) if name.startswith(("vni-", "vni ")) else text


_ONSET: Final = "ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_RIMES: Final = tuple(
    """
a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng
oăt oe oen oeo oet oc oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uôc uôi uôm uôn uông uôt uơ uy uya
uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yên yêm yêng yêt yêu
""".split()  # noqa: SIM905 - a table of syllables is read in rows
)
_SYLLABLE: Final = re.compile(f"(?:{_ONSET})?(?:{'|'.join(sorted(_RIMES, key=len, reverse=True))})")
_STOPPED: Final = re.compile(r"(?:[ptc]|ch)$")
_TONE_MARKS: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def plausibility(text: str) -> float:
    """The share of the words with a Western or Vietnamese letter that are Vietnamese syllables.

    1.0 where no word has one: plain ASCII is the same in every encoding.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())):
        return False
    marked = unicodedata.normalize("NFD", canonical(word))
    tones = _TONE_MARKS.findall(marked)
    bare = unicodedata.normalize("NFC", _TONE_MARKS.sub("", marked))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or tones in (["\u0301"], ["\u0323"])


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; `is_certain` is False where another encoding reads nearly as well."""

    text: str
    encoding: str
    is_certain: bool = True


_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY: Final = 0.6
"""From this share of Vietnamese syllables on, a reading is taken."""
_CLEAR_LEAD: Final = 0.25
_SAMPLE: Final = 20_000
"""So many characters decide; a longer file does not become clearer."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding."""
    decoded = detect(data)
    return decoded.text, decoded.encoding


def detect(data: bytes) -> Decoded:
    """The text of a file, by its byte order mark, or by the reading that is Vietnamese."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(_without_mark(mark, name), "replace"), name)
    if wide := _utf16_without_mark(data):
        return Decoded(data.decode(wide, "replace"), "utf-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)
    return _typed_in_old_font(text) or Decoded(text, "utf-8")


def _without_mark(mark: bytes, name: str) -> str:
    if name == "utf-8":
        return name
    return f"{name}-{'le' if mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE} else 'be'}"


def _utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16, where every other byte of the beginning is mostly empty."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if half >= 2 and len(data) % 2 == 0:
        if odd > half * 0.3 and even < half * 0.05:
            return "utf-16-le"
        if even > half * 0.3 and odd < half * 0.05:
            return "utf-16-be"
    return None


def _typed_in_old_font(text: str) -> Decoded | None:
    """Old codes that a program has saved as if they were Western letters in UTF-8."""
    sample = text[:_SAMPLE]
    western = sum("\u00a1" <= letter <= "\u00ff" for letter in sample)
    own = sum("\u0102" <= letter <= "\u01b0" or "\u1ea0" <= letter <= "\u1ef9" for letter in sample)
    if western <= 3 * own or western < 3:
        return None
    best = _best({"tcvn3": from_tcvn3(text), "vni": from_vni(text), "utf-8": text})
    return best if best.encoding != "utf-8" else None


def _one_byte(data: bytes) -> Decoded:
    western = data.decode("cp1252", "replace") if _has_c1(data) else data.decode("latin-1")
    tones = data.decode("cp1258", "replace")
    return _best(
        {
            "tcvn3": from_tcvn3(data.decode("latin-1")),
            "vni": from_vni(western),
            "windows-1258": unicodedata.normalize("NFC", tones),
            "windows-1252": western,
        }
    )


def _has_c1(data: bytes) -> bool:
    """Whether a code is used that only Windows gives a letter to."""
    return re.search(rb"[\x80-\x9f]", data) is not None


def _best(readings: Mapping[str, str]) -> Decoded:
    """The most Vietnamese of `readings`; the last of them where none is."""
    shares = {name: plausibility(text[:_SAMPLE]) for name, text in readings.items()}
    first, second, *_ = sorted(shares, key=lambda name: shares[name], reverse=True)
    if shares[first] < _LIKELY:
        last = list(readings)[-1]
        return Decoded(readings[last], last, is_certain=False)
    return Decoded(readings[first], first, shares[first] - shares[second] >= _CLEAR_LEAD)


def _inverse(table: Mapping[str, str]) -> dict[str, str]:
    """Letter → spelling; the fully capital spelling wins where there are two."""
    return {letter: spelled for spelled, letter in table.items()}


_TO_TCVN3: Final = _inverse(TCVN3)
_TO_VNI: Final = _inverse(VNI)


def to_tcvn3(text: str) -> str:
    """`text` in the codes of TCVN3; a capital with a tone becomes its small letter."""
    lowered = (
        letter if letter in _TO_TCVN3 or letter.isascii() else letter.lower() for letter in text
    )
    return "".join(_TO_TCVN3.get(letter, letter) for letter in lowered)


def to_vni(text: str) -> str:
    """`text` in the codes of VNI."""
    return "".join(_TO_VNI.get(letter, letter) for letter in text)
