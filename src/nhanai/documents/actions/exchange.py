"""Taking in a package of another office: all of it in the register, or nothing."""

import datetime as dt
import hashlib
import uuid

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.documents import queries, rules
from nhanai.documents.actions.entry import CannotRegister, megabytes, register_all
from nhanai.documents.actions.heading import correct_heading
from nhanai.documents.models import Document
from nhanai.documents.rules.exchange import CannotOpenPackage, Enclosed, Package, opened_package
from nhanai.documents.vocab import Direction
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.sending.actions import once
from nhanai.units.models import Unit


def receive_package(
    *,
    owner: Unit,
    file: "File[bytes] | None",
    again: bool = False,
    token: uuid.UUID | None = None,
    by: User,
    at: dt.datetime,
) -> list[Document]:
    """Enter the files of an edXML package with the number, day and issuer that it gives.

    Refuses what `register_all` refuses, and a package that is hostile, damaged or does not agree
    with itself. Each of its files is an entry, the document itself first. The same package sent
    twice with the same `token` is entered once.
    """
    content, package = _opened(file)
    heading = heading_of(package)
    faults = rules.check_heading(heading, today=localdate(at))
    if faults:
        raise CannotRegister("Thông tin văn bản trong gói tin chưa đúng.", faults)
    said = [owner.key, str(again), hashlib.sha256(content).hexdigest()]

    def enter() -> list[int]:
        entered = _entered(package, heading, owner, again, by=by, at=at)
        return [document.pk for document in entered]

    keys = once(enter, token=token, act="documents.package", content=said, by=by, at=at)
    found = Document.objects.select_related("owner").defer(*queries.HEAVY).in_bulk(keys)
    return [found[key] for key in keys]


@transaction.atomic
def _entered(
    package: Package, heading: rules.Heading, owner: Unit, again: bool, *, by: User, at: dt.datetime
) -> list[Document]:
    files = [ContentFile(one.content, name=rules.safe_name(one.name)) for one in readable(package)]
    documents = register_all(
        files=files, owner=owner, direction=Direction.INCOMING, again=again, by=by, at=at
    )
    for document in documents:
        correct_heading(document=document, heading=heading, by=by, at=at)
    record(
        verb="documents.package-received",
        subject=documents[0],
        by=by,
        at=at,
        new={"issuer": package.sender.name, "files": [one.name for one in package.files]},
        unit_key=owner.key,
    )
    return documents


def _opened(file: "File[bytes] | None") -> tuple[bytes, Package]:
    """The bytes of the package, and what they hold."""
    if file is None:
        raise CannotOpenPackage("Chưa chọn tệp gói tin.")
    if file.size > 2 * settings.UPLOAD_LIMIT:
        raise CannotOpenPackage(f"Gói tin lớn quá {megabytes(2 * settings.UPLOAD_LIMIT)} MB.")
    content = file.read()
    return content, opened_package(content)


def readable(package: Package) -> list[Enclosed]:
    """Every file, but of one document in two forms only the .pdf, which is what was issued."""
    by_stem: dict[str, Enclosed] = {}
    for one in package.files:
        stem, _, suffix = one.name.rpartition(".")
        if stem not in by_stem or suffix.lower() == "pdf":
            by_stem[stem] = one
    return list(by_stem.values())


def heading_of(package: Package) -> rules.Heading:
    """What the register knows of the document, by its package."""
    return rules.Heading(
        kind_name=package.kind_name[:60],
        number=package.number,
        symbol=package.symbol,
        year=package.day.year,
        month=package.day.month,
        day=package.day.day,
        issuer=package.sender.name[:300],
        title=package.subject[:2000],
    )
