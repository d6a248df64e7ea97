"""Releases for tests: a province that has books, and two people who publish."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import AT, GIVEN, Books, aid, some_books

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.publishing import actions
from nhanai.publishing.models import Release
from nhanai.publishing.queries import Asked
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Lineage, Unit

START: Final = dt.date(2026, 11, 1)
END: Final = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Press:
    """Who prepares, who publishes, and for whom."""

    office: Unit
    books: Books
    officer: User
    leader: User

    def money(self) -> Asked:
        """The money of November."""
        return Asked(ReleaseKind.MONEY, self.office, START, END)

    def prepared(self, *, corrects: Release | None = None) -> Release:
        """As the officer prepares it."""
        return actions.prepare(asked=self.money(), corrects=corrects, by=self.officer, at=AT)

    def published(self) -> Release:
        """As the leader publishes it."""
        return actions.publish(release=self.prepared(), by=self.leader, at=AT)


def a_press() -> Press:
    """A chapter was given a million and handed four hundred thousand on."""
    books = some_books()
    office = Lineage.objects.get(descendant=books.unit).ancestor
    officer = an_appointment(
        user=a_user(full_name="Lò Thị Hạnh"), role=Role.PROVINCE_OFFICER, unit=office
    ).user
    books.gave(1_000_000)
    ledger.post(
        book=books.book, day=dt.date(2026, 11, 21), memo="Trợ giúp Giàng A Páo, bản Nậm Tiến",
        lines=aid(books.fund, 400_000), source=GIVEN, by=books.accountant, at=AT,
    )  # fmt: skip
    return Press(office, books, officer, books.leader)
