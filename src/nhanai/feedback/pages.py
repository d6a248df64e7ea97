"""What the desk shows of feedback."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from nhanai.feedback import queries
from nhanai.feedback.models import Feedback, FeedbackStep
from nhanai.feedback.permissions import Permission
from nhanai.feedback.queries import Timeliness
from nhanai.feedback.rules import OPEN, Clock, clock_of
from nhanai.feedback.vocab import SENSITIVE, FeedbackState, FeedbackStepKind
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import calendar
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of

_TONES = {
    FeedbackState.RECEIVED: "hand", FeedbackState.IN_HAND: "run", FeedbackState.PROPOSED: "hand",
    FeedbackState.ANSWERED: "ok", FeedbackState.FORWARDED: "ok",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    one: Feedback
    unit: str
    is_late: bool

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return _TONES.get(FeedbackState(self.one.state), "")


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    rows: Sequence[Row]
    page: Page[Feedback]
    words: str
    is_narrowed: bool
    may_record: bool
    year: int
    timeliness: Sequence[Timeliness]


def listing(user: User, asked: QueryDict, *, today: dt.date) -> ListPage:
    """Load the list in a known number of queries."""
    words, state, kind = (asked.get(one, "")[:100] for one in ("q", "tinh_trang", "ve_viec"))
    found = queries.matching(
        queries.visible_to(user, today=today), words=words, state=state, kind=kind
    )
    page = page_of(found.order_by("-pk"), number=number_from(asked.get("trang")), noun="phản ánh")
    names = names_on({one.unit_id for one in page.rows}, today)
    rows = [
        Row(one, names.get(one.unit_id, ""), one.state in OPEN and one.answer_by < today)
        for one in page.rows
    ]
    may = bool(where(user, Permission.RECORD, today=today))
    told = queries.timeliness(user, year=today.year, today=today)
    return ListPage(rows, page, words, bool(state or kind), may, today.year, told)


def where(user: User, permission: str, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units at which she holds it, by name; those of her own first."""
    rows = list(identity.reach(user, permission, today=today)[:300])
    names = names_on({one.pk for one in rows}, today)
    own = {one.unit_id for one in identity.rights_of(user, today=today).held}
    return sorted(
        ((one, names.get(one.pk, one.key)) for one in rows),
        key=lambda one: (one[0].pk not in own, one[1]),
    )


@dataclass(frozen=True, slots=True)
class OnePage:
    """Everything that the page of one feedback shows."""

    one: Feedback
    unit: str
    about: str
    clock: Clock
    steps: Sequence[FeedbackStep]
    draft: FeedbackStep | None
    may: frozenset[str]
    """The steps that she may take now, by their names in addresses."""
    is_late: bool
    is_sensitive: bool
    tone: str


def one(row: Feedback, user: User, *, today: dt.date) -> OnePage:
    """Load the page in a known number of queries."""
    names = names_on({one for one in (row.unit_id, row.about_id) if one}, today)
    steps = list(row.steps.select_related("by"))
    drafts = [step for step in steps if step.kind == FeedbackStepKind.PROPOSED]
    draft = drafts[-1] if drafts and row.state == FeedbackState.PROPOSED else None
    return OnePage(
        row, names.get(row.unit_id, ""), names.get(row.about_id or 0, ""),
        clock_of(row.kind, row.received_on, calendar()), steps, draft,
        _may(row, draft, user, today), row.state in OPEN and row.answer_by < today,
        row.kind in SENSITIVE, _TONES.get(FeedbackState(row.state), ""),
    )  # fmt: skip


_BY_STATE = {
    FeedbackState.RECEIVED: {"nhan", "giao", "ghi", "chuyen", "khong-phai"},
    FeedbackState.IN_HAND: {"giao", "ghi", "tra-loi", "chuyen", "khong-phai"},
    FeedbackState.PROPOSED: {"ghi", "duyet", "viet-lai"},
    FeedbackState.ANSWERED: {"ghi", "xong"},
    FeedbackState.FORWARDED: {"ghi", "xong"},
    FeedbackState.SPAM: {"khoi-phuc"},
}


def _may(row: Feedback, draft: FeedbackStep | None, user: User, today: dt.date) -> frozenset[str]:
    if not queries.may_handle(user, row, today=today):
        return frozenset()
    steps = _BY_STATE.get(FeedbackState(row.state), set())
    if draft is not None and draft.by_id == user.pk:
        steps = steps - {"duyet"}
    return frozenset(steps)
