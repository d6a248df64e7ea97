"""Which column of a statement says what, by the names that banks give them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nhanai.base.text import fold

DAY, MEMO, IN, OUT, AMOUNT, SIGN, BALANCE = "day", "memo", "in", "out", "amount", "sign", "balance"
REFERENCE, PARTY, PARTY_ACCOUNT, CURRENCY = "reference", "party", "party_account", "currency"

LABELS: Final[Mapping[str, str]] = {
    DAY: "Ngày giao dịch", MEMO: "Nội dung", IN: "Tiền vào (ghi có)", OUT: "Tiền ra (ghi nợ)",
    AMOUNT: "Số tiền có dấu", SIGN: "Dấu (có/nợ)", BALANCE: "Số dư sau giao dịch",
    REFERENCE: "Số tham chiếu", PARTY: "Tên bên kia", PARTY_ACCOUNT: "Tài khoản bên kia",
}  # fmt: skip

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    DAY: (
        "ngay giao dich", "ngay gd", "ngay gio gd", "ngay gio giao dich", "thoi gian giao dich",
        "thoi gian gd", "transaction date", "tran date", "trans date", "trans. date", "tnx date",
        "posting date", "booking date", "ngay", "date", "ngay hach toan", "ngay hieu luc",
        "thoi gian", "ngay ghi so", "date time", "effective date", "value date", "ngay phat sinh",
    ),
    MEMO: (
        "noi dung", "mo ta", "dien giai", "noi dung giao dich", "noi dung chi tiet",
        "mo ta giao dich",
        "noi dung chuyen khoan", "chi tiet giao dich", "noi dung thanh toan", "description",
        "transactions in detail", "transaction detail", "details", "detail", "remark", "remarks",
        "narrative", "transaction description", "memo", "noi dung gd",
    ),
    IN: (
        "ghi co", "so tien ghi co", "phat sinh co", "ps co", "co", "tien vao", "so tien vao",
        "credit", "credit amount", "deposit", "money in", "thu", "so tien co", "so tien gui",
        "phat sinh tang", "in",
    ),
    OUT: (
        "ghi no", "so tien ghi no", "phat sinh no", "ps no", "no", "tien ra", "so tien ra",
        "debit", "debit amount", "withdrawal", "money out", "chi", "so tien no", "so tien rut",
        "phat sinh giam", "out",
    ),
    AMOUNT: ("so tien", "so tien giao dich", "so tien gd", "amount", "transaction amount",
             "phat sinh", "gia tri", "so phat sinh", "so tien phat sinh"),
    SIGN: ("+/-", "dau", "loai giao dich", "loai gd", "no/co", "co/no", "dr/cr", "cr/dr", "d/c",
           "debit/credit", "type", "ghi no/co"),
    BALANCE: (
        "so du", "so du sau giao dich", "so du sau gd", "so du cuoi", "so du luy ke", "balance",
        "running balance", "available balance", "so du tai khoan", "so du kha dung",
        "closing balance", "current balance", "ledger balance",
    ),
    REFERENCE: (
        "so tham chieu", "so ct", "so chung tu", "ma giao dich", "so giao dich", "ma gd", "so gd",
        "so but toan", "ma tham chieu", "reference", "reference number", "transaction no",
        "transaction id", "transaction number", "trans id", "doc no", "document no", "seq",
        "ref no",
        "so but toan giao dich", "seq no", "so ref", "transaction code", "ref", "so hieu chung tu",
    ),
    PARTY: (
        "ten doi ung", "ten tai khoan doi ung", "don vi thu huong", "don vi chuyen",
        "don vi thu huong/don vi chuyen", "nguoi gui", "nguoi chuyen", "ten tk doi ung",
        "ten nguoi chuyen", "nguoi thu huong", "corresponsive name", "correspondent name",
        "beneficiary", "counterparty", "counterparty name", "remitter", "ten nguoi gui/nguoi nhan",
        "ben doi ung", "ten doi tac",
    ),
    PARTY_ACCOUNT: (
        "tai khoan doi ung", "so tai khoan doi ung", "tk doi ung", "so tk doi ung",
        "corresponsive account", "correspondent account", "counter account", "tai khoan",
        "counterparty account", "so tai khoan nguoi chuyen", "tai khoan nguoi chuyen",
    ),
    CURRENCY: ("loai tien", "tien te", "currency", "loai tien te", "ccy"),
}  # fmt: skip
_BY_NAME: Final = {name: meaning for meaning, names in _NAMES.items() for name in names}
_RANK: Final = {
    (meaning, name): at for meaning, names in _NAMES.items() for at, name in enumerate(names)
}
_BRACKETS: Final = re.compile(r"\(.*?\)|\[.*?\]")
_TWO_LANGUAGES: Final = re.compile(r"\s*[/|\n-]\s*")


def recognised(row: Sequence[str]) -> dict[str, int]:
    """What each column of a head row means: meaning → place; of two alike the likelier name."""
    found: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        for name in _names_in(cell):
            meaning = _BY_NAME.get(name)
            if meaning is None:
                continue
            rank = _RANK[meaning, name]
            if meaning not in found or rank < found[meaning][0]:
                found[meaning] = (rank, place)
            break
    return {meaning: place for meaning, (_, place) in found.items()}


def is_whole(columns: Mapping[str, int]) -> bool:
    """Whether a statement can be read by these columns: a day, and how much came or went."""
    moved = (IN in columns and OUT in columns) or AMOUNT in columns
    return DAY in columns and moved


def shape_of(row: Sequence[str]) -> str:
    """A head row as it is remembered: its names, alike however they are spelled."""
    return "|".join(fold(cell) for cell in row)[:500]


def _names_in(cell: str) -> Iterator[str]:
    """The names in one head: as a whole, without brackets, and each of two languages."""
    text = fold(cell).rstrip(" .:*")
    plain = _plain(text)
    yield from dict.fromkeys((text, plain))
    for part in _TWO_LANGUAGES.split(plain):
        yield part.strip(" .:")
    words = plain.split(" ")
    for cut in range(len(words) - 1, 1, -1):  # `ngay hieu luc value date`
        yield " ".join(words[:cut])
    for cut in range(1, len(words)):  # `no debit`
        tail = " ".join(words[cut:])
        if len(tail) >= 4:
            yield tail


def _plain(text: str) -> str:
    return _BRACKETS.sub(" ", text).replace("  ", " ").strip(" .:*")
