"""Taking in a package of another office: all of it in the register, or nothing."""

import datetime as dt

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.documents import rules
from nhanai.documents.actions.entry import CannotRegister, megabytes, register_all
from nhanai.documents.actions.heading import correct_heading
from nhanai.documents.models import Document
from nhanai.documents.rules.exchange import CannotOpenPackage, Enclosed, Package, opened_package
from nhanai.documents.vocab import Direction
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.units.models import Unit


def receive_package(
    *, owner: Unit, file: "File[bytes] | None", again: bool = False, by: User, at: dt.datetime
) -> list[Document]:
    """Enter the files of an edXML package with the number, day and issuer that it gives.

    Refuses what `register_all` refuses, and a package that is hostile, damaged or does not agree
    with itself. Each of its files is an entry, the document itself first.
    """
    package = _opened(file)
    heading = heading_of(package)
    faults = rules.check_heading(heading, today=localdate(at))
    if faults:
        raise CannotRegister("Thông tin văn bản trong gói tin chưa đúng.", faults)
    files = [ContentFile(one.content, name=rules.safe_name(one.name)) for one in readable(package)]
    with transaction.atomic():
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


def _opened(file: "File[bytes] | None") -> Package:
    if file is None:
        raise CannotOpenPackage("Chưa chọn tệp gói tin.")
    if file.size > 2 * settings.UPLOAD_LIMIT:
        raise CannotOpenPackage(f"Gói tin lớn quá {megabytes(2 * settings.UPLOAD_LIMIT)} MB.")
    return opened_package(file.read())


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
