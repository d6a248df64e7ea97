"""The frame of a report that will be issued: addressee, signature, recipients."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import nfc, single_spaced
from nhanai.documents.rules.outgoing import Facts, check_facts
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.paper.values import Signature
from nhanai.submissions.actions.holding import held
from nhanai.submissions.models import ReportFrame
from nhanai.submissions.queries.framing import FIELDS, KIND, LISTS, frame_of, lines_of
from nhanai.submissions.queries.slots import Slot, may_fill
from nhanai.submissions.rules.moves import OPEN

_LONGEST: Final = {
    "superior": 300,
    "symbol": 60,
    "place": 100,
    "signer": 150,
    **dict.fromkeys(LISTS, 2_000),
}


class CannotFrame(Refused):
    """The frame may not be set so."""


@transaction.atomic
def set_frame(
    *, slot: Slot, fields: Mapping[str, str], by: User, at: dt.datetime
) -> ReportFrame:  # fmt: skip
    """Set the frame while the report is open; the next report of the unit begins with it."""
    today = localdate(at)
    if not may_fill(by, slot.unit, today=today):
        raise CannotFrame("Anh, chị chưa được giao làm báo cáo của đơn vị này.")
    row = held(slot, by=by, at=at)
    if row.state not in OPEN:
        state = row.get_state_display().lower()
        raise CannotFrame(f"Báo cáo {state} nên không sửa được thể thức.")
    old = frame_of(slot, row, today=today)
    new = {name: _tidied(name, fields.get(name, "")) for name in FIELDS}
    faults = [one for one in frame_faults(new, slot) if new["signer"] or one.where == "symbol"]
    if faults:
        raise CannotFrame("Chưa lưu thể thức. Hãy xem những chỗ dưới đây.", faults)
    frame, _ = ReportFrame.objects.update_or_create(submission=row, defaults=new)
    changed = {name for name in FIELDS if old.get(name, "") != new[name]}
    if changed:
        record(
            verb="submissions.frame_set", subject=row, by=by, at=at, unit_key=slot.unit.key,
            old={name: old.get(name, "") for name in sorted(changed)},
            new={name: new[name] for name in sorted(changed)},
        )  # fmt: skip
    return frame


def frame_faults(frame: Mapping[str, str], slot: Slot) -> Sequence[Finding]:
    """What of the frame would keep the paper from getting its number."""
    signature = Signature(lines_of(frame["signature"]), frame["signer"])
    recipients = lines_of(frame["recipients"])
    faults = check_facts(Facts(KIND, frame["symbol"], slot.form.subject, signature, recipients))
    if frame["place"]:
        return faults
    return (*faults, Finding("paper-place", "Chưa ghi nơi ban hành.", where="place"))


def _tidied(name: str, text: str) -> str:
    if name in LISTS:
        lines = (single_spaced(line) for line in nfc(text).splitlines())
        tidied = "\n".join(line for line in lines if line)
    else:
        tidied = single_spaced(nfc(text))
    if len(tidied) > _LONGEST[name]:
        raise CannotFrame("Một ô thể thức dài quá. Hãy viết gọn lại.")
    return tidied
