"""What a line says, as values: each piece with its place in the line and the rule that found it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nhanai.base import numbers
from nhanai.base.days import written


class Field(StrEnum):
    """What a piece fills."""

    DAY = "day"
    TIME = "time"
    UNIT = "unit"
    WHERE = "where"
    PLACE = "place"
    KIND = "kind"
    QUANTITY = "quantity"
    MONEY = "money"
    EACH = "each"
    CAMPAIGN = "campaign"
    DONOR = "donor"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both counted."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        if self.first == self.last:
            return written(self.first)
        return f"{written(self.first)} – {written(self.last)}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of a thing; `is_rough` where the line says "about" or "more than"."""

    item: str
    number: Decimal
    is_rough: bool = False
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in đồng; `item` is what one of it is worth so much, "" where it is the whole.

    `is_cash` where the line says that money was given.
    """

    amount: int
    item: str = ""
    is_rough: bool = False
    is_computed: bool = False
    is_cash: bool = False


Value = Days | Quantity | Worth | str


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was understood: its field, value, half-open range of characters and rule.

    `note` is a Vietnamese sentence where a person should look twice.
    """

    field: Field
    rule: str
    span: tuple[int, int]
    value: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no rule understood; `why` where there is a reason to give."""

    text: str
    span: tuple[int, int]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a line, and all that was not, in the order of the line."""

    text: str
    pieces: tuple[Piece, ...]
    unread: tuple[Unread, ...]

    def of(self, field: Field) -> tuple[Piece, ...]:
        """The pieces of one field."""
        return tuple(piece for piece in self.pieces if piece.field == field)

    def _text(self, field: Field) -> str:
        return next((str(piece.value) for piece in self.of(field)), "")

    @property
    def days(self) -> Days | None:
        """When it was."""
        return next((p.value for p in self.of(Field.DAY) if isinstance(p.value, Days)), None)

    @property
    def kind(self) -> str:
        """The code of what was done, or ""."""
        return self._text(Field.KIND)

    @property
    def unit(self) -> str:
        """The key of the unit that did it, or ""."""
        return self._text(Field.UNIT)

    @property
    def where(self) -> str:
        """The key of the commune where it was, or ""."""
        return self._text(Field.WHERE)

    @property
    def place(self) -> str:
        """The village, school or house of culture, as it was typed."""
        return self._text(Field.PLACE)

    @property
    def campaign(self) -> str:
        """The code of the campaign it belonged to, or ""."""
        return self._text(Field.CAMPAIGN)

    @property
    def donor(self) -> str:
        """Who gave, as it was typed."""
        return self._text(Field.DONOR)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """What was given or done, and how many people."""
        found = (piece.value for piece in self.of(Field.QUANTITY))
        return tuple(value for value in found if isinstance(value, Quantity))

    @property
    def worth(self) -> Worth | None:
        """What it was worth altogether: as it was said, else as it was computed."""
        found = [p.value for p in self.of(Field.MONEY) if isinstance(p.value, Worth)]
        return next((one for one in found if not one.is_computed), found[0] if found else None)

    @property
    def each(self) -> Worth | None:
        """What one of it was worth."""
        return next((p.value for p in self.of(Field.EACH) if isinstance(p.value, Worth)), None)


def shown(quantity: Quantity, name: str) -> str:
    """`khoảng 40 suất quà`."""
    rough = "khoảng " if quantity.is_rough else ""
    return f"{rough}{numbers.show(quantity.number)} {name}"
