"""Offers of help from outside, as those who answer them see them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid import queries
from nhanai.aid.models import Offer, Sponsor
from nhanai.aid.vocab import OfferState, SponsorKind
from nhanai.identity.models import User
from nhanai.people import queries as people
from nhanai.people.models import Person
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, page_of

PEOPLE_SHOWN: Final = 20
SPONSORS_SHOWN: Final = 200
_TONES: Final = {OfferState.WAITING: "hand", OfferState.ACCEPTED: "ok"}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer of the list."""

    offer: Offer
    unit: str
    commune: str
    is_late: bool

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return "bad" if self.is_late else _TONES.get(OfferState(self.offer.state), "")


@dataclass(frozen=True, slots=True)
class OffersPage:
    """The list, with how many wait."""

    rows: Sequence[OfferRow]
    page: Page[Offer]
    words: str
    state: str
    waiting: int


def offers_page(user: User, words: str, state: str, *, today: dt.date, number: int) -> OffersPage:
    """Load the list; a steady number of queries."""
    state = state if state in OfferState else ""
    found = queries.offers_of(user, today=today, words=words, state=state)
    page = page_of(found, number=number, noun="đề nghị")
    waiting = queries.offers_of(user, today=today, state=OfferState.WAITING).count()
    names = names_on({one.unit_id for one in page.rows} | _communes(page.rows), today)
    rows = [
        OfferRow(
            one, names.get(one.unit_id, ""), names.get(one.commune_id or 0, ""),
            one.state == OfferState.WAITING and one.due_on < today,
        )
        for one in page.rows
    ]  # fmt: skip
    return OffersPage(rows, page, words, state, waiting)


def _communes(rows: Sequence[Offer]) -> set[int]:
    return {one.commune_id for one in rows if one.commune_id}


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One offer, and by whom it may become a sponsor."""

    offer: Offer
    unit: str
    commune: str
    waits: bool
    is_late: bool
    words: str
    people: Sequence[Person]
    sponsors: Sequence[tuple[Sponsor, str]]
    sponsor: str

    @property
    def is_person(self) -> bool:
        """Whether a person of the register has to be named."""
        return self.offer.kind == SponsorKind.PERSON


def offer_page(offer: Offer, user: User, words: str, *, today: dt.date) -> OfferPage:
    """Load the offer; who is found in the register by `words` may be chosen."""
    waits = offer.state == OfferState.WAITING
    found: Sequence[Person] = ()
    if waits and words.strip():
        seen = people.visible_to(user, today=today)
        found = list(people.matching(seen, words)[:PEOPLE_SHOWN])
    kept = list(queries.sponsors_of(user, today=today)[:SPONSORS_SHOWN]) if waits else []
    names = queries.sponsor_names(user, [*kept, *([offer.sponsor] if offer.sponsor else [])],
                                  today=today)  # fmt: skip
    return OfferPage(
        offer, name_on(offer.unit, today),
        name_on(offer.commune, today) if offer.commune else "", waits,
        waits and offer.due_on < today, words, found, [(one, names[one.pk]) for one in kept],
        names.get(offer.sponsor_id or 0, ""),
    )  # fmt: skip
