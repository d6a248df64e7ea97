"""Entering documents in the register: the file and its row together, or neither."""

import datetime as dt
import hashlib
import os
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.documents import queries, rules
from nhanai.documents.actions.numbers import open_book, series_of, take
from nhanai.documents.actions.queue import put_in_queue
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import CONTENT_TYPES, Direction, ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.sending.actions import once
from nhanai.units.models import Unit


class CannotRegister(Refused):
    """Nothing was entered and no file was kept."""


class AlreadyRegistered(CannotRegister):
    """The same file stands in the register; who means it says so once more."""

    def __init__(
        self, message: str, findings: Iterable[Finding], first: Sequence[Document]
    ) -> None:
        super().__init__(message, findings)
        self.first = tuple(first)


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it came, measured before anything is kept of it."""

    content: "File[bytes]"
    name: str
    size: int
    sha256: str


def register(
    *,
    file: "File[bytes]",
    owner: Unit,
    direction: Direction = Direction.INCOMING,
    again: bool = False,
    by: User,
    at: dt.datetime,
) -> Document:
    """Enter one document and queue its reading; see `register_all`."""
    return register_all(files=[file], owner=owner, direction=direction, again=again, by=by, at=at)[
        0
    ]


def register_all(
    *,
    files: Sequence["File[bytes]"],
    owner: Unit,
    direction: Direction = Direction.INCOMING,
    again: bool = False,
    token: uuid.UUID | None = None,
    by: User,
    at: dt.datetime,
) -> list[Document]:
    """Enter every file in the register of `owner` and queue their reading, or enter none.

    Refuses without the right at `owner`; files that are empty, too large or of another kind; and,
    unless `again`, a file that stands in this register already. The same files sent twice with the
    same `token` are entered once.
    """
    if not allowed(by, Permission.REGISTER, unit=owner, today=localdate(at)):
        raise CannotRegister("Anh, chị không có quyền vào sổ văn bản của đơn vị này.")
    offered = _measured(files)
    entering = _Entering(owner, direction, by, at)

    def enter() -> list[int]:
        _check_not_there(offered, owner, again)
        return [document.pk for document in entering.all(offered)]

    said = [owner.key, direction, str(again), *(f"{one.sha256} {one.name}" for one in offered)]
    try:
        made = once(enter, token=token, act="documents.register", content=said, by=by, at=at)
    except BaseException:
        for name in entering.kept:
            default_storage.delete(name)
        raise
    if entering.entered:
        return entering.entered
    found = Document.objects.select_related("owner").defer(*queries.HEAVY).in_bulk(made)
    return [found[key] for key in made]


@dataclass(slots=True)
class _Entering:
    """Files on their way into a register; `kept` knows what lies there already."""

    owner: Unit
    direction: Direction
    by: User
    at: dt.datetime
    kept: list[str] = field(default_factory=list)
    entered: list[Document] = field(default_factory=list)

    def all(self, offered: Sequence[Offered]) -> list[Document]:
        """Enter them in their order, have them read, and tell the journal."""
        for one in offered:
            document = _enter(
                one, owner=self.owner, direction=self.direction, by=self.by, at=self.at,
                kept=self.kept,
            )  # fmt: skip
            self.entered.append(document)
        for document in self.entered:
            put_in_queue(document, at=self.at)
        for document in self.entered:
            _tell(document, by=self.by, at=self.at)
        return self.entered


def _measured(files: Sequence["File[bytes]"]) -> list[Offered]:
    """Size and hash of each file, or a refusal that lists every file that cannot be taken."""
    if not files:
        raise CannotRegister("Chưa chọn tệp. Hãy chọn tệp văn bản rồi vào sổ.")
    if len(files) > rules.FILES_AT_ONCE:
        raise CannotRegister(
            f"Mỗi lần vào sổ nhiều nhất {rules.FILES_AT_ONCE} tệp. Hãy chia làm nhiều lần."
        )
    faults = [fault for file in files if (fault := _fault(file)) is not None]
    if len(faults) == 1:
        raise CannotRegister(faults[0].message, faults if len(files) > 1 else ())
    if faults:
        raise CannotRegister(
            f"Có {len(faults)} tệp chưa nhận được. Chưa tệp nào được vào sổ.", faults
        )
    return [
        Offered(file, rules.safe_name(file.name or ""), file.size, _sha256(file)) for file in files
    ]


def _fault(file: "File[bytes]") -> Finding | None:
    name = rules.safe_name(file.name or "")
    limit = settings.UPLOAD_LIMIT
    if rules.suffix_of(name) not in CONTENT_TYPES:
        kinds = ", ".join(CONTENT_TYPES)
        message = f"Không nhận tệp “{name}”. Hệ thống đọc được các tệp {kinds}."
        return Finding("file-kind", message, where=name)
    if not file.size:
        message = f"Tệp “{name}” rỗng. Hãy mở tệp kiểm tra rồi chọn lại."
        return Finding("file-empty", message, where=name)
    if file.size > limit:
        message = (
            f"Tệp “{name}” lớn {megabytes(file.size)} MB, quá {megabytes(limit)} MB. "
            "Hãy tách tệp, hoặc giảm độ phân giải của bản quét."
        )
        return Finding("file-size", message, where=name)
    return None


def megabytes(size: int) -> str:
    """A size as people write it; what is more than the limit never reads like the limit."""
    whole, rest = divmod(size, 1024 * 1024)
    return f"{whole}" if not rest else f"{whole},{max(1, rest * 10 // (1024 * 1024))}"


def _sha256(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk if isinstance(chunk, bytes) else chunk.encode())
    file.seek(0)
    return digest.hexdigest()


def _check_not_there(offered: Sequence[Offered], owner: Unit, again: bool) -> None:
    """A file twice in one hand is refused; one that stands in the register must be meant."""
    hashes = [one.sha256 for one in offered]
    twice = [one for place, one in enumerate(offered) if one.sha256 in hashes[:place]]
    if twice:
        names = ", ".join(f"“{one.name}”" for one in twice)
        raise CannotRegister(f"Chọn trùng tệp: {names}. Hãy bỏ bớt rồi vào sổ lại.")
    first = {} if again else queries.same_file(owner, hashes)
    if first:
        there = [one for one in offered if one.sha256 in first]
        findings = [
            Finding("same-file", f"Tệp “{one.name}” đã có trong sổ.", where=one.name)
            for one in there
            if len(offered) > 1
        ]
        which = "Tệp này" if len(offered) == 1 else f"{len(there)} trong {len(offered)} tệp"
        message = f"{which} đã có trong sổ. Nếu vẫn cần vào sổ thêm một lần, hãy xác nhận bên dưới."
        raise AlreadyRegistered(message, findings, [first[one.sha256] for one in there])


def _enter(
    offered: Offered,
    *,
    owner: Unit,
    direction: Direction,
    by: User,
    at: dt.datetime,
    kept: list[str],
) -> Document:
    """Keep the file under a name of our own making and write its row; `kept` learns the name."""
    document = Document(
        owner=owner,
        direction=direction,
        file_name=offered.name,
        file_size=offered.size,
        sha256=offered.sha256,
        registered_by=by,
        registered_at=at,
        reading_state=ReadingState.WAITING,
        reading_touched_at=at,
        search_folded=rules.search_text([offered.name]),
    )
    unique = f"{offered.sha256[:32]}-{secrets.token_hex(8)}{rules.suffix_of(offered.name)}"
    name = f"documents/{at:%Y/%m}/{unique}"
    kept.append(name)
    document.file.name = default_storage.save(name, offered.content)
    with default_storage.open(name) as stored:
        os.fsync(stored.fileno())
    if direction == Direction.INCOMING:
        day = localdate(at)
        book = open_book(owner, direction, day.year)
        document.arrival_year = day.year
        document.arrival_number = take(series_of(book, ""), day=day)
    document.save()
    return document


def _tell(document: Document, *, by: User, at: dt.datetime) -> None:
    record(
        verb="documents.registered",
        subject=document,
        by=by,
        at=at,
        new={
            "file_name": document.file_name,
            "sha256": document.sha256,
            "arrival_number": document.arrival_number,
        },
        unit_key=document.owner.key,
    )
