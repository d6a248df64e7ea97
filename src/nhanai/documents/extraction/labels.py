"""How list labels are counted: 1, 01, I, i, A, a, in words, and what bullets look like."""

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")

# The private characters of Symbol and Wingdings that Word writes for its bullets.
_BULLETS: Mapping[str, str] = {
    "\uf02d": "-", "\uf0be": "-", "\uf02b": "+", "\uf02a": "*", "\u00ad": "-",
    "\u2212": "-", "\u2010": "-", "\u2011": "-",
}  # fmt: skip
_SEEN = "-–—+*•●○■□▪▫◦‣►▶➢➤✓✔→»·§"


def decimal(number: int) -> str:
    """12 → "12"."""
    return str(number)


def padded(number: int) -> str:
    """3 → "03"."""
    return f"{number:02}"


def upper_roman(number: int) -> str:
    """4 → "IV"; what has no Roman number is written in digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def lower_roman(number: int) -> str:
    """4 → "iv"."""
    return upper_roman(number).lower()


def lower_letter(number: int) -> str:
    """1 → "a", 27 → "aa", 28 → "bb": Word repeats the letter. It knows no đ."""
    if not 0 < number <= 26 * 10:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def upper_letter(number: int) -> str:
    """1 → "A"."""
    return lower_letter(number).upper()


def in_words(number: int) -> str:
    """3 → "ba"; beyond ten in digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "1": decimal,
    "01": padded,
    "I": upper_roman,
    "i": lower_roman,
    "A": upper_letter,
    "a": lower_letter,
    "": lambda _: "",
    "(1)": lambda number: f"({number})",
    "- 1 -": lambda number: f"- {number} -",
    "một": in_words,
}


def bullet(text: str) -> str:
    """The mark as it is seen; the private characters of symbol fonts become "•"."""
    mark = _BULLETS.get(text.strip(), text.strip())
    if not mark:
        return ""
    return mark if all(sign in _SEEN for sign in mark) else "•"
