"""Urging a unit by an official letter: drafted from what is late, corrected, issued."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc
from nhanai.documents import actions as documents
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.paper.storing import from_json, to_json
from nhanai.paper.values import Paragraph, Run, Signature
from nhanai.periods.rules.calendar import Calendar
from nhanai.periods.rules.shipped import shipped_changes
from nhanai.plans.models import Occurrence
from nhanai.reporting.actions.starting import frame_of
from nhanai.reporting.models import UrgingLetter
from nhanai.reporting.permissions import Permission
from nhanai.reporting.queries.urging import late_work, lates_of
from nhanai.reporting.rules.composing import Head, lines_of
from nhanai.reporting.rules.urging import WORKING_DAYS, compose_letter, subject_of, symbol_of
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotUrge(Refused):
    """No such letter may be written or issued."""


@transaction.atomic
def urge(
    *, unit: Unit, occurrences: Sequence[Occurrence], by: User, at: dt.datetime
) -> UrgingLetter:
    """Draft the letter of `unit` about late work of one other unit."""
    today = localdate(at)
    if not allowed(by, Permission.WRITE, unit=unit, today=today):
        raise CannotUrge("Anh, chị chưa được giao quyền soạn công văn của đơn vị này.")
    rows = late_work(unit, today=today).filter(pk__in=[one.pk for one in occurrences])
    found = list(rows.select_related("unit"))
    if not found or len(found) != len({one.pk for one in occurrences}):
        raise CannotUrge("Chỉ đôn đốc những nhiệm vụ đang quá hạn của đơn vị khác.")
    if len({row.unit_id for row in found}) > 1:
        raise CannotUrge("Mỗi công văn đôn đốc một đơn vị.")
    addressee = found[0].unit
    calendar = Calendar({change.day: change for change in shipped_changes()})
    report_by = calendar.add_working_days(today, WORKING_DAYS)
    to, lates = name_on(addressee, today), lates_of(rows)
    frame = frame_of(unit, today)
    frame |= {"symbol": symbol_of(frame["symbol"]), "recipients": "Như trên\nLưu: VT"}
    head = Head(**frame, subject=subject_of(lates), year=today.year)
    paper = compose_letter(head, to=to, lates=lates, report_by=report_by, today=today)
    letter = UrgingLetter.objects.create(
        unit=unit, addressee=addressee, report_by=report_by, made_by=by, made_at=at,
        paper=to_json(paper),
    )  # fmt: skip
    letter.occurrences.set(found)
    new = {"unit": addressee.key, "tasks": [late.address for late in lates]}
    record(verb="reporting.urged", subject=letter, by=by, at=at, new=new, unit_key=unit.key)
    return letter


@transaction.atomic
def set_letter(
    *, letter: UrgingLetter, values: Mapping[str, str], by: User, at: dt.datetime
) -> UrgingLetter:
    """Correct the draft: its words a paragraph a line, symbol, place, signature, recipients."""
    letter = _open(letter, by=by, at=at)
    given = {name: nfc(text) for name, text in values.items()}
    old = from_json(letter.paper)
    body = tuple(Paragraph((Run(line),)) for line in lines_of(given["body"]))
    if not body:
        raise CannotUrge("Công văn chưa có nội dung.")
    paper = replace(
        old, body=body, symbol=given["symbol"].strip(), place=given["place"].strip(),
        recipients=lines_of(given["recipients"]),
        signature=Signature(lines_of(given["signature"]), given["signer"].strip()),
    )  # fmt: skip
    if paper != old:
        letter.paper = to_json(paper)
        letter.save(update_fields=["paper"])
        record(
            verb="reporting.letter_set", subject=letter, by=by, at=at,
            new={"text": given["body"]}, unit_key=letter.unit.key,
        )  # fmt: skip
    return letter


@transaction.atomic
def issue_letter(*, letter: UrgingLetter, by: User, at: dt.datetime) -> UrgingLetter:
    """Give the letter its number and send it to the unit that it urges."""
    letter = _open(letter, by=by, at=at)
    paper = from_json(letter.paper)
    letter.issued = documents.issue(
        owner=letter.unit, paper=paper, to=[letter.addressee], by=by, at=at
    )
    letter.save(update_fields=["issued"])
    record(
        verb="reporting.letter_issued", subject=letter, by=by, at=at,
        new={"reference": letter.issued.reference}, unit_key=letter.unit.key,
    )  # fmt: skip
    return letter


def _open(letter: UrgingLetter, *, by: User, at: dt.datetime) -> UrgingLetter:
    rows = UrgingLetter.objects.select_for_update(of=("self",))
    letter = rows.select_related("unit", "addressee").get(pk=letter.pk)
    if not allowed(by, Permission.WRITE, unit=letter.unit, today=localdate(at)):
        raise CannotUrge("Anh, chị chưa được giao quyền soạn công văn của đơn vị này.")
    if letter.issued_id is not None:
        raise CannotUrge("Công văn này đã phát hành nên không sửa được nữa.")
    return letter
