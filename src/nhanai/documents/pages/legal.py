"""The catalogue of legal documents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.documents import queries
from nhanai.documents.models import Document, LegalDocument
from nhanai.documents.pages.register import State
from nhanai.documents.queries import Validity
from nhanai.identity.models import User
from nhanai.web.paging import Page, page_of

WORDS = {
    Validity.IN_FORCE: State("Còn hiệu lực", "ok", "tick"),
    Validity.ENDED: State("Hết hiệu lực", "bad", "stop"),
    Validity.NOT_YET: State("Chưa có hiệu lực", "", "clock"),
}


@dataclass(frozen=True, slots=True)
class Law:
    """A legal document with its validity on the day asked about."""

    law: LegalDocument
    validity: State
    successors: Sequence[LegalDocument] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue, narrowed to what the person looks for."""

    rows: Page[Law]
    text: str
    validity: str
    tabs: Sequence[tuple[str, str, int | None]]


@dataclass(frozen=True, slots=True)
class LawPage:
    """One legal document, who replaced it, and which documents of the register rest on it."""

    law: Law
    chain: Sequence[Law]
    replaces: Sequence[LegalDocument]
    citing: Page[Document]


def validity_on(law: LegalDocument, day: dt.date) -> State:
    """Whether it holds on that day; what was replaced on an unknown day no longer does."""
    replaced = law.end is None and bool(law.successors.all())
    if replaced or (law.end is not None and law.end <= day):
        return WORDS[Validity.ENDED]
    return WORDS[Validity.IN_FORCE if law.holds_on(day) else Validity.NOT_YET]


def catalogue(*, text: str, validity: Validity | None, number: int, today: dt.date) -> Catalogue:
    """One page of the catalogue; the tabs count what each would show."""
    counted = {
        choice: queries.legal_matching(text=text, validity=choice, today=today).count()
        for choice in Validity
    }
    found = queries.legal_matching(text=text, validity=validity, today=today)
    page = page_of(found.prefetch_related("successors"), number=number, noun="văn bản")
    laws = [Law(law, validity_on(law, today), tuple(law.successors.all())) for law in page]
    tabs = [(str(choice), WORDS[choice].label, counted[choice]) for choice in Validity]
    return Catalogue(
        rows=Page(laws, page.number, page.total, page.size, page.noun),
        text=text,
        validity=validity or "",
        tabs=[("", "Tất cả", sum(counted.values())), *(tab for tab in tabs if tab[2])],
    )


def law_page(user: User, law: LegalDocument, *, number: int, today: dt.date) -> LawPage:
    """The page of one legal document."""
    return LawPage(
        law=Law(law, validity_on(law, today)),
        chain=[Law(one, validity_on(one, today)) for one in queries.replaced_by(law)],
        replaces=list(queries.replaces(law)),
        citing=page_of(
            queries.cited_by(law, user, today=today), number=number, noun="văn bản viện dẫn"
        ),
    )
