"""Who is late, and the letter that urges."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.documents.queries import Owner
from nhanai.identity.models import User
from nhanai.identity.queries import units_named
from nhanai.paper.storing import from_json
from nhanai.paper.values import OfficialPaper, Paragraph
from nhanai.plans.models import Occurrence
from nhanai.reporting import queries
from nhanai.reporting.forms import LetterForm
from nhanai.reporting.models import UrgingLetter
from nhanai.reporting.queries.urging import late_units, letters_visible_to, urging_units
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit that is late, with how much and since when."""

    unit: Unit
    name: str
    late: int
    oldest: dt.date


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter as the list shows it."""

    letter: UrgingLetter
    to: str


@dataclass(frozen=True, slots=True)
class UrgingPage:
    """Everything that the page shows."""

    issuer: Owner | None
    issuers: tuple[Owner, ...]
    text: str
    page: Page[Unit]
    rows: tuple[LateUnit, ...]
    letters: tuple[Sent, ...]


def urging_page(query: QueryDict, *, user: User, today: dt.date) -> UrgingPage:
    """Load the page; the number of queries does not grow with the units."""
    issuers = urging_units(user, today=today)
    asked = query.get("don-vi", "")
    first = issuers[0] if issuers else None
    issuer = next((one for one in issuers if one.unit.key == asked), first)
    text = query.get("q", "").strip()[:200]
    found = late_units(issuer.unit, today=today) if issuer else Unit.objects.none().order_by("pk")
    if text:
        found = found.filter(pk__in=units_named(text, on=today).values("pk"))
    page = page_of(found, number=number_from(query.get("trang")), noun="đơn vị")
    letters = list(letters_visible_to(user, today=today)[:25])
    names = names_on({*(u.pk for u in page.rows), *(one.addressee_id for one in letters)}, today)
    return UrgingPage(
        issuer=issuer,
        issuers=tuple(issuers),
        text=text,
        page=page,
        rows=tuple(
            LateUnit(unit, names.get(unit.pk, unit.key), unit.late, unit.oldest)  # type: ignore[attr-defined]  # annotated by late_units
            for unit in page.rows
        ),
        letters=tuple(Sent(one, names.get(one.addressee_id, "")) for one in letters),
    )


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter, as a draft or issued."""

    letter: UrgingLetter
    paper: OfficialPaper
    to: str
    lines: tuple[str, ...]
    rows: tuple[Occurrence, ...]
    form: LetterForm
    may_write: bool

    @property
    def is_open(self) -> bool:
        """Whether it may be corrected now, by this person."""
        return self.may_write and self.letter.issued_id is None


def letter_page(
    letter: UrgingLetter, *, user: User, today: dt.date, form: LetterForm | None = None
) -> LetterPage:
    """Load the page."""
    paper = from_json(letter.paper)
    lines = tuple(
        "".join(run.text for run in block.runs)
        for block in paper.body
        if isinstance(block, Paragraph)
    )
    initial = {
        "body": "\n".join(lines),
        "symbol": paper.symbol,
        "place": paper.place,
        "signature": "\n".join(paper.signature.lines),
        "signer": paper.signature.name,
        "recipients": "\n".join(paper.recipients),
    }
    rows = letter.occurrences.select_related("task").order_by("due_on", "pk")
    return LetterPage(
        letter=letter,
        paper=paper,
        to=names_on([letter.addressee_id], today).get(letter.addressee_id, ""),
        lines=lines,
        rows=tuple(rows),
        form=form or LetterForm(initial=initial),
        may_write=queries.writes_for(letter.unit, user, today=today),
    )
