"""What frames the official paper of a report: its own frame, else the unit's last one."""

import datetime as dt
from typing import Final

from nhanai.base.text import single_spaced
from nhanai.documents.queries.framing import first_frame_of
from nhanai.documents.rules.framing import CENTRAL, COMMITTEE
from nhanai.submissions.models import ReportFrame, Submission
from nhanai.submissions.queries.slots import Slot, receiver_of
from nhanai.units.queries import name_on

KIND: Final = "BC"
FIELDS: Final = (
    *("superior", "symbol", "place", "addressed_to"),
    *("signature", "signer", "recipients"),
)
LISTS: Final = frozenset({"addressed_to", "signature", "recipients"})


def frame_of(slot: Slot, submission: Submission | None, *, today: dt.date) -> dict[str, str]:
    """Letterhead, symbol, addressee, signature and recipients, with who issues it."""
    first = first_frame_of(slot.unit, kind=KIND, today=today)
    first["addressed_to"] = _addressee(slot, today) or first["addressed_to"]
    held = ReportFrame.objects.filter(submission=submission).first() if submission else None
    if held is not None:
        return {**first, **{name: getattr(held, name) for name in FIELDS}}
    last = ReportFrame.objects.filter(
        submission__unit=slot.unit, submission__code=slot.form.code
    ).order_by("-submission__end", "-pk")
    earlier = last.first()
    if earlier is None:
        return first
    return {**first, **{name: getattr(earlier, name) for name in FIELDS}}


def _addressee(slot: Slot, today: dt.date) -> str:
    """Who receives the paper; "" where the unit's own frame says it."""
    if not slot.form.to_committee:
        above = receiver_of(slot.unit, slot.cut_off)
        return name_on(above, today) if above != slot.unit else CENTRAL
    place = slot.unit.territory
    return f"{COMMITTEE} {small(name_on(place, today))}" if place else ""


def small(text: str) -> str:
    """The text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line for line in map(single_spaced, text.splitlines()) if line)
