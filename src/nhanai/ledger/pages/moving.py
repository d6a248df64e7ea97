"""The forms of what was there before, and of money that moves, with what they do."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from django.http import QueryDict
from django.urls import reverse

from nhanai.identity.models import User
from nhanai.ledger import actions, queries
from nhanai.ledger.actions import Moving, Opening, Pocket, Transfer
from nhanai.ledger.forms import NO_FUND, MovingForm, OpeningForm, Plain, TransferForm
from nhanai.ledger.models import Book, Fund
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.units.queries import name_on, names_on

MOST_FUNDS = 400
"""So many funds of other books are offered."""


class Writes(Protocol):
    """What is done with a form that is right."""

    def __call__(self, *, by: User, at: dt.datetime) -> str:
        """Write it, and tell where it can be seen."""


@dataclass(frozen=True, slots=True)
class MovePage:
    """Everything that the page of such a form shows."""

    book: Book
    unit: str
    title: str
    text: str
    form: Plain
    write: Writes
    button: str = "Ghi sổ"


def opening_page(book: Book, data: QueryDict | None, *, today: dt.date) -> MovePage:
    """The form for what a fund had when its book was begun."""
    form = OpeningForm(data, book=book, funds=list(book.funds.filter(closed_on=None)))

    def write(*, by: User, at: dt.datetime) -> str:
        told = form.cleaned_data
        said = Opening(form.funds.get(told["fund"]), told["day"], told["cash"], told["bank"])
        made = actions.open_balances(book=book, said=said, token=told["token"], by=by, at=at)
        return reverse("ledger:entry", kwargs={"pk": made.pk})

    text = "Ghi một lần cho mỗi quỹ, theo biên bản kiểm kê tiền mặt và sao kê ngân hàng ngày mở sổ."
    return MovePage(book, name_on(book.unit, today), "Số dư đầu", text, form, write)


def moving_page(book: Book, data: QueryDict | None, *, today: dt.date) -> MovePage:
    """The form for money that moves within the book."""
    pockets = _pockets(book)
    form = MovingForm(
        data, places=[(key, words) for key, (_, words) in pockets.items()], initial={"day": today}
    )

    def write(*, by: User, at: dt.datetime) -> str:
        told = form.cleaned_data
        gives, gets = pockets[told["gives"]][0], pockets[told["gets"]][0]
        said = Moving(gives, gets, told["amount"], told["content"], told["day"])
        made = actions.move_money(book=book, said=said, token=told["token"], by=by, at=at)
        return reverse("ledger:entry", kwargs={"pk": made.pk})

    text = "Nộp tiền mặt vào ngân hàng, rút tiền về, hoặc chuyển giữa các quỹ trong một sổ."
    return MovePage(book, name_on(book.unit, today), "Chuyển tiền", text, form, write)


def transfer_page(book: Book, user: User, data: QueryDict | None, *, today: dt.date) -> MovePage:
    """The form for money that another book is to take."""
    funds = list(book.funds.filter(closed_on=None))
    form = TransferForm(
        data, funds=funds,
        others=_others(book, user, today), initial={
            "day": today, "place": account_for("bank"), "fund": funds[0].pk if funds else "",
        },
    )  # fmt: skip

    def write(*, by: User, at: dt.datetime) -> str:
        told = form.cleaned_data
        said = Transfer(
            form.funds.get(told["fund"]), form.others[told["to"]], told["place"], told["amount"],
            told["content"], told["day"],
        )  # fmt: skip
        made = actions.draft_transfer(book=book, said=said, token=told["token"], by=by, at=at)
        return reverse("ledger:voucher", kwargs={"pk": made.pk})

    text = "Lập phiếu chi cho sổ khác. Khi thủ quỹ chi, sổ bên nhận tự ghi thu cùng số tiền."
    return MovePage(
        book, name_on(book.unit, today), "Chuyển quỹ", text, form, write, "Lập phiếu chi"
    )


def _others(book: Book, user: User, today: dt.date) -> list[tuple[Fund, str]]:
    found = queries.funds_of(user, today=today).filter(closed_on=None).exclude(book=book)
    funds = list(found[:MOST_FUNDS])
    names = names_on({one.book.unit_id for one in funds}, today)
    return [(one, f"{names.get(one.book.unit_id, one.book.unit.key)}: {one.name}") for one in funds]


def _pockets(book: Book) -> dict[str, tuple[Pocket, str]]:
    """Every place of money of every open fund, by its key."""
    found = {}
    for fund in (*book.funds.filter(closed_on=None).order_by("code"), None):
        for use in ("cash", "bank", "transit"):
            account = account_for(use)
            words = f"{fund.name if fund else NO_FUND}: {chart()[account].name.lower()}"
            found[f"{account}-{fund.pk if fund else 0}"] = (Pocket(account, fund), words)
    return found
