"""An issued document as the package that another office takes in."""

import datetime as dt

from nhanai.documents.models import OutgoingDocument
from nhanai.documents.queries.files import issued_file
from nhanai.documents.queries.outgoing import dispatches_of
from nhanai.documents.queries.register import names_of
from nhanai.documents.rules.exchange import Enclosed, Package, Party, written_package
from nhanai.documents.vocab import KINDS
from nhanai.units.models import Unit, UnitCode

SYSTEM = "EDXML"
"""The system of codes by which offices are known in the exchange; without one, our own key."""


def package_of(document: OutgoingDocument, *, at: dt.datetime) -> bytes:
    """The package with every file of it, each held against its hash first."""
    units = [document.owner, *(sent.unit for sent in dispatches_of(document))]
    names = names_of((unit.pk for unit in units), document.day)
    codes = dict(
        UnitCode.objects.filter(unit__in=units, system=SYSTEM)
        .order_by("start")
        .values_list("unit_id", "code")
    )

    def party(unit: Unit) -> Party:
        return Party(codes.get(unit.pk, unit.key), names.get(unit.pk, unit.key))

    stem = document.reference.replace("/", "-")
    suffixes = [s for s, file in ((".pdf", document.pdf), (".docx", document.docx)) if file]
    package = Package(
        sender=party(document.owner),
        receivers=tuple(party(unit) for unit in units[1:]),
        number=f"{document.number:02d}",
        symbol=document.symbol,
        place=(document.paper or {}).get("place", ""),
        day=document.day,
        kind_name=KINDS[document.kind],
        subject=document.subject,
        position=document.signer_lines[-1],
        signer=document.signer_name,
        files=tuple(Enclosed(f"{stem}{s}", issued_file(document, s)) for s in suffixes),
    )
    return written_package(package, at=at)
