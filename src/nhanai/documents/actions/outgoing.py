"""Issuing: a number, the files that carry it, and to whom it goes, together or not at all."""

import datetime as dt
import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.documents import queries, rules
from nhanai.documents.actions.entry import megabytes
from nhanai.documents.actions.keeping import Kept, keep
from nhanai.documents.actions.numbers import open_book, series_of, take
from nhanai.documents.actions.turn import in_turn
from nhanai.documents.models import Dispatch, NumberSeries, OutgoingDocument
from nhanai.documents.rules.outgoing import (
    RECIPIENTS,
    Facts,
    check_day,
    check_facts,
    check_paper,
    facts_of,
    may_be_followed,
    series_key,
)
from nhanai.documents.vocab import KINDS, LETTER, Direction
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.paper.storing import to_json
from nhanai.paper.values import OfficialPaper
from nhanai.sending.actions import once
from nhanai.units.models import Unit

DOCX, PDF = ".docx", ".pdf"


class CannotIssue(Refused):
    """No number was taken, no file kept."""


@dataclass(frozen=True, slots=True)
class Following:
    """What a new document does to an earlier one."""

    replaces: OutgoingDocument | None = None
    corrects: OutgoingDocument | None = None

    @property
    def verb(self) -> str:
        """What the journal calls it."""
        if self.replaces:
            return "documents.replaced"
        return "documents.corrected" if self.corrects else "documents.issued"


ALONE: Final = Following()


def issue(
    *, owner: Unit, paper: OfficialPaper, to: Sequence[Unit], by: User, at: dt.datetime
) -> OutgoingDocument:
    """Give the draft its number and day, make its .docx and .pdf with both, and send it.

    The number is the last of its series and one, from 01 on 1 January; a refusal or a stop at any
    moment takes no number.
    """
    return _issue_paper(owner, paper, to, ALONE, by=by, at=at)


def replace(
    *,
    document: OutgoingDocument,
    paper: OfficialPaper,
    to: Sequence[Unit],
    by: User,
    at: dt.datetime,
) -> OutgoingDocument:
    """Issue a paper of the same kind in place of one whose content was wrong."""
    following = Following(replaces=document)
    return _issue_paper(document.owner, paper, to, following, by=by, at=at)


def correct(
    *,
    document: OutgoingDocument,
    paper: OfficialPaper,
    to: Sequence[Unit],
    by: User,
    at: dt.datetime,
) -> OutgoingDocument:
    """Issue the official letter that corrects (đính chính) the form of an earlier document."""
    following = Following(corrects=document)
    return _issue_paper(document.owner, paper, to, following, by=by, at=at)


@in_turn()
def register_outgoing(
    *,
    owner: Unit,
    facts: Facts,
    file: "File[bytes] | None",
    to: Sequence[Unit],
    day: dt.date | None = None,
    following: Following = ALONE,
    token: uuid.UUID | None = None,
    by: User,
    at: dt.datetime,
) -> OutgoingDocument:
    """Give a number to a document made elsewhere; its file is kept as it came.

    `day` may lie between the day of the last number and today, for what was signed yesterday. The
    same sent twice with the same `token` takes one number.
    """
    day = day or localdate(at)
    facts = facts.tidied()
    came = _content_of(file)
    made: list[OutgoingDocument] = []

    def register() -> list[int]:
        made.append(_register_once(owner, facts, came, to, following, day=day, by=by, at=at))
        return [made[0].pk]

    earlier = following.replaces or following.corrects
    said = [owner.key, repr(facts), hashlib.sha256(came[0]).hexdigest(), str(day)]
    said += [following.verb, str(earlier and earlier.pk), *(unit.key for unit in to)]
    keys = once(register, token=token, act="documents.number", content=said, by=by, at=at)
    return made[0] if made else OutgoingDocument.objects.select_related("owner").get(pk=keys[0])


def _register_once(
    owner: Unit, facts: Facts, came: tuple[bytes, str, list[Finding]], to: Sequence[Unit],
    following: Following, *, day: dt.date, by: User, at: dt.datetime,
) -> OutgoingDocument:  # fmt: skip
    _check_may(owner, by=by, at=at)
    series = _held_series(owner, facts.kind, day)
    content, suffix, faults = came
    findings = [
        *check_facts(facts),
        *faults,
        *_check_not_issued(owner, content),
        *_check_units(owner, to, day),
        *check_day(day, today=localdate(at), last_on=series.last_on),
        *_check_following(owner, facts.kind, following),
    ]
    _refuse(findings)
    document = _row(series, facts, following, day=day, by=by, at=at)
    _attach(document, {suffix: keep(content, suffix=suffix, at=at)})
    return _written(document, to, following.verb, by=by, at=at)


@in_turn()
@transaction.atomic
def _issue_paper(
    owner: Unit,
    paper: OfficialPaper,
    to: Sequence[Unit],
    following: Following,
    *,
    by: User,
    at: dt.datetime,
) -> OutgoingDocument:
    day = localdate(at)
    _check_may(owner, by=by, at=at)
    series = _held_series(owner, paper.kind, day)
    findings = [
        *check_paper(paper),
        *_check_units(owner, to, day),
        *check_day(day, today=day, last_on=series.last_on),
        *_check_following(owner, paper.kind, following),
    ]
    _refuse(findings)
    document = _row(series, facts_of(paper), following, day=day, by=by, at=at)
    numbered = with_changes(paper, number=f"{document.number:02d}", symbol=document.symbol, day=day)
    document.paper = to_json(numbered)
    _attach(
        document,
        {
            DOCX: keep(docx_of(numbered), suffix=DOCX, at=at),
            PDF: keep(pdf_of(numbered), suffix=PDF, at=at),
        },
    )
    return _written(document, to, following.verb, by=by, at=at)


def _check_may(owner: Unit, *, by: User, at: dt.datetime) -> None:
    if not queries.may_issue(by, owner, today=localdate(at)):
        raise CannotIssue("Anh, chị không có quyền phát hành văn bản của đơn vị này.")


def _held_series(owner: Unit, kind: str, day: dt.date) -> NumberSeries:
    """The run of numbers of that kind, held; the kind itself is judged with the rest."""
    book = open_book(owner, Direction.OUTGOING, day.year)
    return series_of(book, series_key(book.numbering, kind if kind in KINDS else ""))


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        few = len(findings) == 1
        raise CannotIssue(
            findings[0].message
            if few
            else f"Chưa phát hành được, có {len(findings)} chỗ phải sửa.",
            findings,
        )


def _check_units(owner: Unit, to: Sequence[Unit], day: dt.date) -> Iterable[Finding]:
    if owner.end is not None and owner.end <= day:
        yield Finding("owner-ended", "Đơn vị ban hành đã kết thúc hoạt động.", where="owner")
    if len(to) > RECIPIENTS:
        message = f"Mỗi lần gửi nhiều nhất {RECIPIENTS} đơn vị."
        yield Finding("to-many", message, where="to")
    names = queries.names_of((unit.pk for unit in to), day)
    for unit in to:
        name = names.get(unit.pk, unit.key)
        if unit.pk == owner.pk:
            message = "Không gửi cho chính đơn vị ban hành; bản lưu đã ở trong sổ."
            yield Finding("to-self", message, where="to")
        elif unit.start > day or (unit.end is not None and unit.end <= day):
            message = f"{name} không hoạt động vào ngày ban hành. Hãy gửi đơn vị kế tục."
            yield Finding("to-ended", message, where="to")


def _check_following(owner: Unit, kind: str, following: Following) -> Iterable[Finding]:
    earlier = following.replaces or following.corrects
    if earlier is None:
        return
    held = OutgoingDocument.objects.select_for_update().get(pk=earlier.pk)
    if held.owner_id != owner.pk:
        message = "Chỉ thay thế, đính chính văn bản của chính đơn vị."
        yield Finding("following-owner", message)
    if not may_be_followed(held.state):
        message = f"Văn bản {held.reference} {held.state.label.lower()}, không sửa được nữa."
        yield Finding("following-state", message)
    if following.replaces and kind != held.kind:
        name = KINDS[held.kind].lower()
        message = f"Văn bản thay thế phải cùng loại với văn bản cũ ({name})."
        yield Finding("following-kind", message, where="kind")
    if following.corrects and kind != LETTER:
        message = "Đính chính bằng công văn; sai về nội dung thì ban hành văn bản thay thế."
        yield Finding("following-kind", message, where="kind")


def _row(
    series: NumberSeries,
    facts: Facts,
    following: Following,
    *,
    day: dt.date,
    by: User,
    at: dt.datetime,
) -> OutgoingDocument:
    """The document with its number, not yet written down."""
    document = OutgoingDocument(
        series=series,
        owner=series.book.owner,
        year=series.book.year,
        number=take(series, day=day),
        kind=facts.kind,
        symbol=facts.symbol,
        day=day,
        subject=facts.subject,
        signer_name=facts.signature.name,
        signer_lines=list(facts.signature.lines),
        recipients=list(facts.recipients),
        issued_by=by,
        issued_at=at,
        replaces=following.replaces,
        corrects=following.corrects,
    )
    said = [document.reference, KINDS[facts.kind], facts.subject, facts.signature.name]
    document.search_folded = rules.search_text([*said, *facts.recipients])
    return document


def _attach(document: OutgoingDocument, files: dict[str, Kept]) -> None:
    if DOCX in files:
        document.docx.name, document.docx_sha256 = files[DOCX].name, files[DOCX].sha256
    if PDF in files:
        document.pdf.name, document.pdf_sha256 = files[PDF].name, files[PDF].sha256


def _written(
    document: OutgoingDocument, to: Sequence[Unit], verb: str, *, by: User, at: dt.datetime
) -> OutgoingDocument:
    """The rows and the line of the journal; the files lie there already."""
    document.save(force_insert=True)
    units = list({unit.pk: unit for unit in to}.values())
    Dispatch.objects.bulk_create(
        Dispatch(document=document, unit=unit, sent_at=at) for unit in units
    )
    new = {
        "reference": document.reference,
        "day": document.day,
        "docx_sha256": document.docx_sha256,
        "pdf_sha256": document.pdf_sha256,
        "units": [unit.key for unit in units],
    }
    earlier = document.replaces or document.corrects
    old = {"reference": earlier.reference, "day": earlier.day} if earlier else {}
    record(verb=verb, subject=document, by=by, at=at, old=old, new=new, unit_key=document.owner.key)
    return document


def _content_of(file: "File[bytes] | None") -> tuple[bytes, str, list[Finding]]:
    """The bytes of a file made elsewhere, its ending, and what is wrong with it."""
    if file is None:
        return b"", "", [Finding("file-missing", "Chưa chọn tệp văn bản.", where="file")]
    name = rules.safe_name(file.name or "")
    suffix = rules.suffix_of(name)
    if file.size > settings.UPLOAD_LIMIT:
        limit, size = megabytes(settings.UPLOAD_LIMIT), megabytes(file.size)
        message = f"Tệp “{name}” lớn {size} MB, quá {limit} MB."
        return b"", suffix, [Finding("file-size", message, where="file")]
    content = file.read()
    if not (suffix == PDF and _is_pdf(content)) and not (suffix == DOCX and _is_docx(content)):
        message = (
            f"Tệp “{name}” không phải .pdf hay .docx. "
            "Hãy chọn bản PDF đã ký, hoặc bản Word lưu dưới dạng .docx."
        )
        return b"", suffix, [Finding("file-kind", message, where="file")]
    return content, suffix, []


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _is_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "word/document.xml" in package.namelist()
    except zipfile.BadZipFile:
        return False


def _check_not_issued(owner: Unit, content: bytes) -> Iterable[Finding]:
    """The same file under two numbers is a button pressed twice."""
    same = queries.issued_with(owner, hashlib.sha256(content).hexdigest()) if content else None
    if same is not None:
        message = f"Tệp này đã phát hành với số {same.reference}. Hãy mở văn bản ấy trong sổ."
        yield Finding("file-issued", message, where="file")
