"""Feedback in numbers: how much came, by what it is about, and whether it was answered in time."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Q

from nhanai.base.days import written
from nhanai.base.wording import day_in
from nhanai.feedback.models import Feedback
from nhanai.feedback.vocab import FeedbackKind, FeedbackState
from nhanai.publishing.queries.asked import Asked, Content, below
from nhanai.publishing.rules.suppression import TOTAL, Cell, Table, protected

COLUMNS = ("in_time", "late", "waiting", "forwarded")


def feedback(asked: Asked) -> Content:
    """What came in those days, as it stands on the last of them; small numbers are hidden.

    Nothing is said of units or of who wrote: only what it was about.
    """
    within = below(asked)
    rows = Feedback.objects.filter(
        Q(unit__in=within) | Q(about__in=within), received_on__gte=asked.start,
        received_on__lt=asked.end,
    ).exclude(state=FeedbackState.SPAM)  # fmt: skip
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows.order_by("pk").defer("text", "folded"):
        counts[row.kind, _standing(row, asked)] += 1
    kinds = [kind for kind in FeedbackKind if any(counts[kind.value, one] for one in COLUMNS)]
    cells: Mapping[Cell, int | None] = {}
    if kinds:
        parents: dict[str, str | None] = {"all": None, **{one.value: "all" for one in kinds}}
        cells = protected(Table(parents, COLUMNS, counts)).cells
    told = [
        {
            "key": key, "name": name, "came": cells[key, TOTAL],
            **{one: cells[key, one] for one in COLUMNS},
        }
        for key, name in [*((one.value, str(one.label)) for one in kinds),
                          *([("all", "Cộng")] if kinds else [])]
    ]  # fmt: skip
    vi, en = (f"{day_in(one, asked.start)} – {day_in(one, asked.last)}" for one in ("vi", "en"))
    return {
        "title": f"Phản ánh, góp ý {vi}", "title_en": f"Feedback, {en}",
        "feedback": told, "day": written(asked.last),
        "entries": [
            {"kind": "feedback", **one, "key": f"phan-anh/{one['key']}/{asked.last}".upper()}
            for one in told
        ],
    }  # fmt: skip


def _standing(row: Feedback, asked: Asked) -> str:
    """Which column it stands in on the last day."""
    if row.answered_on is not None and row.answered_on < asked.end:
        return "in_time" if row.answered_on <= row.answer_by else "late"
    if row.state == FeedbackState.FORWARDED:
        return "forwarded"
    return "late" if row.answer_by < asked.end else "waiting"
