"""The facts of a document's heading, filled by the reading and corrected by hand; its findings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.documents import queries, rules
from nhanai.documents.models import Citation, Document, Remark
from nhanai.documents.permissions import Permission
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record

SETTLED_BY_FILLING: Final = {"number-missing": ("number",), "date-incomplete": ("day", "month")}
"""Findings that are settled once a person has filled these fields."""

REASON_LENGTH: Final = 300


class CannotCorrect(Refused):
    """The heading stays as it is."""


class CannotSettle(Refused):
    """The finding stays as it is."""


@transaction.atomic
def correct_heading(
    *, document: Document, heading: rules.Heading, by: User, at: dt.datetime
) -> Document:
    """Set the facts of the heading by hand; from now on a reading leaves the changed ones alone.

    Refuses without the right at the document's owner, and facts that cannot be so, all at once.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not allowed(by, Permission.REGISTER, unit=document.owner, today=localdate(at)):
        raise CannotCorrect("Anh, chị không có quyền sửa văn bản trong sổ của đơn vị này.")
    faults = rules.check_heading(heading, today=localdate(at))
    if faults:
        raise CannotCorrect("Thông tin văn bản chưa đúng. Hãy sửa các chỗ sau.", faults)
    wanted = {name: _plain(value) for name, value in asdict(heading).items()}
    old = {name: getattr(document, name) for name in wanted}
    changed = sorted(name for name in wanted if wanted[name] != old[name])
    if not changed:
        return document
    for name in changed:
        setattr(document, name, wanted[name])
    document.hand_filled = sorted({*document.hand_filled, *changed})
    refresh_keys(document, body=rules.search_text([document.text]))
    document.save()
    link_back(document)
    _settle_filled(document, by=by, at=at)
    record(
        verb="documents.heading-corrected",
        subject=document,
        by=by,
        at=at,
        old={name: old[name] for name in changed},
        new={name: wanted[name] for name in changed},
        unit_key=document.owner.key,
    )
    return document


def _plain(value: Any) -> Any:  # noqa: ANN401 (a text, a number or nothing)
    return single_spaced(nfc(value)) if isinstance(value, str) else value


def _settle_filled(document: Document, *, by: User, at: dt.datetime) -> None:
    for rule, fields in SETTLED_BY_FILLING.items():
        if all(getattr(document, name) for name in fields):
            document.remarks.filter(rule=rule, settled_at__isnull=True).update(
                settled_by=by, settled_at=at, settled_how="Đã điền vào sổ."
            )


def fill_heading(document: Document, json: Mapping[str, Any], *, body: str) -> None:
    """Take the heading's facts from a reading, except where a person has set them.

    `body` is the document's text as a search compares it.
    """
    kind, date = json.get("kind") or {}, json.get("date") or {}
    said = {
        "kind_code": kind.get("code"),
        "kind_name": kind.get("name"),
        "number": json.get("number"),
        "symbol": json.get("symbol"),
        "year": date.get("year"),
        "month": date.get("month"),
        "day": date.get("day"),
        "issuer": json.get("issuer"),
        "place": json.get("place"),
        "title": json.get("title"),
    }
    by_hand = set(document.hand_filled)
    if "kind_name" in by_hand:
        by_hand.add("kind_code")
    for name, value in said.items():
        if name not in by_hand:
            number = name in {"year", "month", "day"}
            setattr(document, name, value if number else fitting(Document, name, value))
    refresh_keys(document, body=body)


def fitting(model: type[models.Model], name: str, value: str | None) -> str:
    """`value` as far as the column holds it; an absent text is empty."""
    column = model._meta.get_field(name)
    return (value or "")[: column.max_length if isinstance(column, models.Field) else None]


def refresh_keys(document: Document, *, body: str) -> None:
    """What the register compares and finds the document by."""
    document.reference_folded = rules.reference_key(document.reference)[:90]
    heading = [document.reference, document.symbol, document.kind_name, document.title]
    heading += [document.issuer, document.file_name]
    document.search_folded = rules.search_text(heading) + body


def link_back(document: Document) -> None:
    """Let earlier citations of this document in the same register point to it."""
    if not document.reference_folded or "/" not in document.reference_folded:
        return
    same_year = Q(dated_on__isnull=True) | Q(dated_on__year=document.year)
    Citation.objects.filter(
        same_year,
        document__owner=document.owner_id,
        registered__isnull=True,
        reference_folded=document.reference_folded,
    ).exclude(document=document).update(registered=document)


@transaction.atomic
def settle_remark(*, remark: Remark, how: str, by: User, at: dt.datetime) -> Remark:
    """Say what was done about a finding; refuses without a reason, and one already settled."""
    remark = _locked(remark, by, at)
    how = single_spaced(nfc(how))
    if remark.settled_at is not None:
        raise CannotSettle("Phát hiện này đã được xử lý.")
    if not how:
        raise CannotSettle("Hãy ghi đã xử lý thế nào, ví dụ: “Đã đối chiếu bản có dấu”.")
    if len(how) > REASON_LENGTH:
        raise CannotSettle(f"Ghi ngắn gọn trong {REASON_LENGTH} ký tự.")
    remark.settled_by, remark.settled_at, remark.settled_how = by, at, how
    remark.save(update_fields=["settled_by", "settled_at", "settled_how"])
    record(
        verb="documents.remark-settled",
        subject=remark.document,
        by=by,
        at=at,
        new={"remark": remark.message, "how": how},
        unit_key=remark.document.owner.key,
    )
    return remark


@transaction.atomic
def reopen_remark(*, remark: Remark, by: User, at: dt.datetime) -> Remark:
    """Take back that a finding was settled."""
    remark = _locked(remark, by, at)
    if remark.settled_at is None:
        raise CannotSettle("Phát hiện này chưa được xử lý.")
    old = {"remark": remark.message, "how": remark.settled_how}
    remark.settled_by, remark.settled_at, remark.settled_how = None, None, ""
    remark.save(update_fields=["settled_by", "settled_at", "settled_how"])
    record(
        verb="documents.remark-reopened",
        subject=remark.document,
        by=by,
        at=at,
        old=old,
        unit_key=remark.document.owner.key,
    )
    return remark


def _locked(remark: Remark, by: User, at: dt.datetime) -> Remark:
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    document = (
        Document.objects.defer(*queries.HEAVY).select_related("owner").get(pk=remark.document_id)
    )
    remark.document = document
    if not allowed(by, Permission.REGISTER, unit=document.owner, today=localdate(at)):
        raise CannotSettle("Anh, chị không có quyền xử lý phát hiện của văn bản này.")
    return remark
