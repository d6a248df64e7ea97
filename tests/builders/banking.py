"""Chapters with a bank account, statements, and a cash box."""

import datetime as dt
from dataclasses import dataclass

from tests.builders.activities import a_field, at
from tests.builders.identity import a_user

from nhanai.banking import actions
from nhanai.banking.actions import Imported
from nhanai.banking.actions.boxes import Opened
from nhanai.banking.models import BankAccount, BoxOpening, CashBox
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
HEAD = "Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Nội dung\n"
NUMBER = "0011004123456"


@dataclass(frozen=True, slots=True)
class Cash:
    """An office with its account, who works there, and a stranger."""

    office: Unit
    chapter: Unit
    officer: User
    head: User
    account: BankAccount
    stranger: User


def some_cash() -> Cash:
    """The smallest world in which a statement comes in."""
    field = a_field()
    account = actions.keep_account(
        unit=field.office, bank="970436", number=NUMBER, holder="HOI CHU THAP DO TINH",
        name="Quỹ nhân đạo", opened_on=dt.date(2026, 1, 5), by=field.officer, at=AT,
    )  # fmt: skip
    head = at(field.chapter, Role.CHAPTER_HEAD)
    return Cash(field.office, field.chapter, field.officer, head, account, a_user())


def csv(*lines: str) -> bytes:
    """A statement of the usual shape: `02/11 +500000 1500000 FT1 memo`."""
    rows = []
    for line in lines:
        day, amount, balance, reference, memo = line.split(" ", 4)
        came, went = (amount[1:], "") if amount[0] == "+" else ("", amount[1:])
        rows.append(f"{day}/2026,{reference},{went},{came},{balance},{memo}\n")
    return (HEAD + "".join(rows)).encode()


def sent(cash: Cash, *lines: str, name: str = "sao-ke.csv") -> Imported:
    """The office brings in a statement of these lines."""
    return actions.import_statement(
        account=cash.account, data=csv(*lines), file_name=name, by=cash.officer, at=AT
    )


def a_box(unit: Unit, by: User, code: str = "H01") -> CashBox:
    """A sealed box at the post office."""
    return actions.place_box(
        unit=unit, code=code, place="Bưu điện xã", seal="NP001", placed_on=dt.date(2026, 3, 2),
        by=by, at=AT,
    )  # fmt: skip


def told(**changed: object) -> Opened:
    """What the protocol of a usual opening says."""
    values: dict[str, object] = {
        "day": dt.date(2026, 11, 20), "is_intact": True, "new_seal": "NP002",
        "witnesses": ("Lò Thị Mai", "Vàng A Páo"), "cashier": "Chẻo Sử Mẩy",
        "counts": {50_000: 3, 10_000: 12},
    }  # fmt: skip
    return Opened(**{**values, **changed})  # type: ignore[arg-type]  # any part of what is told


def an_opening(box: CashBox, by: User, **changed: object) -> BoxOpening:
    """The box is opened and counted."""
    return actions.open_box(box=box, opened=told(**changed), by=by, at=AT)
