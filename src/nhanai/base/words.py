"""Amounts in words, as vouchers want them, and back.

After a hundred the ones are joined by "linh", as the schoolbooks of the Ministry of Education have
it; where a house says "lẻ", it passes that word. Reading takes either.
"""

from typing import Final

from nhanai.base.errors import Refused
from nhanai.base.text import canonical

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SPOKEN: Final = {word: digit for digit, word in enumerate(_DIGITS)} | {"bẩy": 7}
_AFTER_TENS: Final = _SPOKEN | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_JOINTS: Final = frozenset({"linh", "lẻ"})
_SCALES: Final = ((10**6, frozenset({"triệu"})), (10**3, frozenset({"nghìn", "ngàn"})))
_BILLIONS: Final = frozenset({"tỷ", "tỉ"})
_BILLION: Final = 10**9
_SILENT: Final = frozenset({"đồng", "chẵn"})


class NotAnAmount(Refused):
    """The words do not say one whole number."""


def say(number: int, *, joint: str = "linh") -> str:
    """`number` in words: `say(1005)` is "một nghìn không trăm linh năm"."""
    if number < 0:
        return f"âm {say(-number, joint=joint)}"
    return " ".join(_number(number, joint)) or _DIGITS[0]


def say_dong(amount: int, *, joint: str = "linh") -> str:
    """An amount of đồng as a voucher prints it: capital first, "đồng" last."""
    words = f"{say(amount, joint=joint)} đồng"
    return words[0].upper() + words[1:]


def _number(number: int, joint: str, *, padded: bool = False) -> list[str]:
    """The words of `number`, none for zero; `padded` where something greater stands before it."""
    billions, rest = divmod(number, _BILLION)
    words: list[str] = []
    if billions:
        words += [*_number(billions, joint, padded=padded), "tỷ"]
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, scale)
        if group:
            words += _group(group, joint, padded=padded or bool(words))
            words += [name] if name else []
    return words


def _group(group: int, joint: str, *, padded: bool) -> list[str]:
    """The words of 1 … 999; `padded` says the missing hundreds too."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif words and ones:
        words.append(joint)
    return words + ([_ones(tens, ones)] if ones else [])


def _ones(tens: int, ones: int) -> str:
    """The last digit, which sounds differently after tens."""
    if ones == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]


def read_back(words: str) -> int:
    """The number that `words` say, or `NotAnAmount`."""
    spoken = canonical(words.replace(",", " ")).rstrip(".").split()
    while spoken and spoken[-1] in _SILENT:
        spoken.pop()
    sign = -1 if spoken[:1] == ["âm"] else 1
    spoken = spoken[1:] if sign < 0 else spoken
    if not spoken:
        raise NotAnAmount("Chưa có số tiền bằng chữ; hãy ghi, ví dụ: “năm trăm nghìn đồng”.")
    return sign * (0 if spoken == ["không"] else _read_number(spoken, words))


def _read_number(spoken: list[str], words: str) -> int:
    """Billions are a number of their own, so the last "tỷ" parts the words in two."""
    for at in range(len(spoken) - 1, -1, -1):
        if spoken[at] in _BILLIONS:
            billions = _read_number(spoken[:at], words)
            rest = spoken[at + 1 :]
            return billions * _BILLION + (_read_below_billion(rest, words) if rest else 0)
    return _read_below_billion(spoken, words)


def _read_below_billion(spoken: list[str], words: str) -> int:
    total = 0
    for scale, names in _SCALES:
        for at, word in enumerate(spoken):
            if word in names:
                total += scale * _read_group(spoken[:at], words)
                spoken = spoken[at + 1 :]
                break
    if spoken or not total:
        total += _read_group(spoken, words)
    return total


def _read_group(spoken: list[str], words: str) -> int:
    """0 … 999 from its words."""
    match spoken:
        case [hundreds, "trăm", *rest] if hundreds in _SPOKEN:
            return _SPOKEN[hundreds] * 100 + (_read_after_hundred(rest, words) if rest else 0)
        case _:
            return _read_tens(spoken, words)


def _read_after_hundred(spoken: list[str], words: str) -> int:
    match spoken:
        case [joint, ones] if joint in _JOINTS and ones in _AFTER_TENS:
            return _AFTER_TENS[ones]
        case [_]:
            # "hai trăm năm" is said for 205 and for 250 alike
            return 10 if spoken == ["mười"] else _refuse(words)
        case _:
            return _read_tens(spoken, words)


def _read_tens(spoken: list[str], words: str) -> int:
    match spoken:
        case [ones] if ones in _SPOKEN:
            return _SPOKEN[ones]
        case ["mười"]:
            return 10
        case ["mười", ones] if ones in _AFTER_TENS:
            return 10 + _AFTER_TENS[ones]
        case [tens, "mươi"] if tens in _SPOKEN:
            return 10 * _SPOKEN[tens]
        case [tens, "mươi", ones] if tens in _SPOKEN and ones in _AFTER_TENS:
            return 10 * _SPOKEN[tens] + _AFTER_TENS[ones]
        case _:
            return _refuse(words)


def _refuse(words: str) -> int:
    raise NotAnAmount(f"Không đọc được “{words.strip()}” thành một số; hãy ghi lại cho đủ chữ.")
