"""What the paper of a report is made of: the version that was sent, else the draft as it stands."""

import datetime as dt

from nhanai.base.days import written
from nhanai.documents.queries.framing import first_frame_of
from nhanai.documents.rules.framing import CENTRAL, COMMITTEE
from nhanai.paper.values import OfficialPaper
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.preparing import prepared
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot, receiver_of
from nhanai.submissions.rules import wording
from nhanai.submissions.rules.moves import OPEN
from nhanai.submissions.rules.wording import Titled
from nhanai.units.queries import name_on


def paper_of(slot: Slot, submission: Submission | None, *, today: dt.date) -> OfficialPaper:
    """The report of the slot on paper."""
    version = submission.current if submission else None
    is_sent = version is not None and submission is not None and submission.state not in OPEN
    sheet = sheet_in(version) if version and is_sent else prepared(slot, submission).sheet
    first = first_frame_of(slot.unit, kind=wording.KIND, today=today)
    frame = {**first, "addressed_to": _addressee(slot, today) or first["addressed_to"]}
    label, days = slot.period.label.partition(" (")[0], slot.period.period
    until = f"từ ngày {written(days.start)} đến hết ngày {written(slot.cut_off)}"
    opening = f"{frame['issuer']} báo cáo {_small(slot.form.subject)} {label} ({until}) như sau:"
    titled = Titled(frame, f"{slot.form.subject} {label}", opening, today.year)
    return wording.paper_of(titled, sheet, version.council if version and is_sent else {})


def _addressee(slot: Slot, today: dt.date) -> str:
    """Who receives the paper; "" where the unit's own frame says it."""
    if not slot.form.to_committee:
        above = receiver_of(slot.unit, slot.cut_off)
        return name_on(above, today) if above != slot.unit else CENTRAL
    place = slot.unit.territory
    return f"{COMMITTEE} {_small(name_on(place, today))}" if place else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
