"""The pages of partners and their codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.exchange.models import Partner, PartnerCode
from nhanai.exchange.queries import partners as queries
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.web.paging import Page, page_of

_COLUMNS = (Column("Loại", 12), Column("Mã của ta", 24), Column("Mã của đối tác", 24))


@dataclass(frozen=True, slots=True)
class One:
    """A partner with a page of its codes."""

    partner: Partner
    page: Page[PartnerCode]


def listed(number: int) -> Page[Partner]:
    """The partners by name."""
    return page_of(queries.counted(), number=number, noun="đối tác")


def one(partner: Partner, *, number: int) -> One:
    """The page of one partner."""
    return One(partner, page_of(queries.rows_of(partner), number=number, noun="mã"))


def sheet(partner: Partner) -> Sheet:
    """Its codes as the table that can be sent back."""
    rows: Sequence[tuple[str, str, str]] = [
        (str(row.get_kind_display()), row.ours, row.theirs) for row in queries.rows_of(partner)
    ]
    example = [("Chỉ tiêu", "XH08", ""), ("Đơn vị", "", ""), ("Nhóm", "XH12:TK", "")]
    return Sheet("bang-ma", f"Mã của {partner.name}", (), _COLUMNS, rows or example)
