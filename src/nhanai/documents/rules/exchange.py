"""The package in which offices hand each other documents: edXML after QCVN 102:2016/BTTTT.

A package is XML: an envelope whose elements carry the prefix `edXML:` (receivers refuse others),
and outside of it the files in base64. Each file's hash stands in the description of its reference.
"""

import base64
import binascii
import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.documents.vocab import CONTENT_TYPES

SPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
FILES: Final = 20
UNPACKED: Final = 50 * 1024 * 1024
"""What a file that was packed once more may weigh."""

_HASH: Final = re.compile(r"SHA-256:\s*([0-9a-f]{64})", re.IGNORECASE)
_DECLARED: Final = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(r"""^\s*<\?xml[^>]*encoding=["']([^"']+)["']""")


class CannotOpenPackage(Refused):
    """Nothing of the package was taken."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a package."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says, and its files."""

    sender: Party
    receivers: tuple[Party, ...]
    number: str
    symbol: str
    place: str
    day: dt.date
    kind_name: str
    subject: str
    position: str
    signer: str
    files: tuple[Enclosed, ...]


def written_package(package: Package, *, at: dt.datetime) -> bytes:
    """The package as the bytes of an .edxml."""
    root = etree.Element("edXML")
    envelope = etree.SubElement(root, _tag("edXMLEnvelope"), nsmap={"edXML": SPACE})
    header = etree.SubElement(envelope, _tag("edXMLHeader"))
    _message(etree.SubElement(header, _tag("MessageHeader")), package)
    traces = etree.SubElement(header, _tag("TraceHeaderList"))
    trace = etree.SubElement(traces, _tag("TraceHeader"))
    _put(trace, "OrganId", package.sender.key)
    _put(trace, "Timestamp", f"{at:%Y/%m/%d %H:%M:%S}")
    business = etree.SubElement(traces, _tag("Bussiness"))  # so spelt in the schema
    _put(business, "BussinessDocType", "0")
    _put(business, "Paper", "0")
    body = etree.SubElement(envelope, _tag("edXMLBody"))
    manifest = etree.SubElement(body, _tag("edXMLManifest"), version="1.0")
    encoded = etree.SubElement(root, "AttachmentEncoded")
    for order, file in enumerate(package.files, start=1):
        _enclose(manifest, encoded, file, f"cid:{order}-{hashlib.sha256(file.content).hexdigest()}")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _message(message: etree._Element, package: Package) -> None:
    for name, party in (("From", package.sender), *(("To", one) for one in package.receivers)):
        organ = etree.SubElement(message, _tag(name))
        _put(organ, "OrganId", party.key)
        _put(organ, "OrganName", party.name)
    code = etree.SubElement(message, _tag("Code"))
    _put(code, "CodeNumber", package.number)
    _put(code, "CodeNotation", package.symbol)
    issued = etree.SubElement(message, _tag("PromulgationInfo"))
    _put(issued, "Place", package.place)
    _put(issued, "PromulgationDate", f"{package.day:%Y/%m/%d}")
    kind = etree.SubElement(message, _tag("DocumentType"))
    _put(kind, "Type", "1")
    _put(kind, "TypeName", package.kind_name)
    _put(message, "Subject", package.subject)
    signer = etree.SubElement(message, _tag("SignerInfo"))
    _put(signer, "Position", package.position)
    _put(signer, "FullName", package.signer)
    reference = f"{package.number}/{package.symbol}"
    _put(message, "DocumentId", f"{package.sender.key},{package.day:%Y/%m/%d},{reference}")


def _enclose(
    manifest: etree._Element, encoded: etree._Element, file: Enclosed, content_id: str
) -> None:
    kind = CONTENT_TYPES.get(f".{file.name.rpartition('.')[2]}", "application/octet-stream")
    reference = etree.SubElement(manifest, _tag("Reference"))
    _put(reference, "ContentId", content_id)
    _put(reference, "ContentType", kind)
    _put(reference, "AttachmentName", file.name)
    _put(reference, "Description", f"SHA-256: {hashlib.sha256(file.content).hexdigest()}")
    attachment = etree.SubElement(encoded, "Attachment")
    for name, text in (
        ("ContentId", content_id),
        ("AttachmentName", file.name),
        ("ContentType", kind),
        ("ContentTransferEncoded", base64.b64encode(file.content).decode()),
    ):
        etree.SubElement(attachment, name).text = text


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _tag(name)).text = text


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def opened_package(content: bytes) -> Package:
    """What the bytes of an .edxml say; anything wrong with it is refused in words."""
    root = _root(content)
    message = _one(root, "MessageHeader")
    if message is None:
        raise CannotOpenPackage(
            "Tệp không phải gói tin văn bản theo QCVN 102:2016 (không có phần đầu edXML)."
        )
    parties = {name: [_party(one) for one in _all(message, name)] for name in ("From", "To")}
    if not parties["From"]:
        raise CannotOpenPackage("Gói tin không ghi cơ quan gửi.")
    return Package(
        sender=parties["From"][0],
        receivers=tuple(parties["To"]),
        number=_text(message, "CodeNumber"),
        symbol=_text(message, "CodeNotation"),
        place=_text(message, "Place"),
        day=_day(_text(message, "PromulgationDate")),
        kind_name=_text(message, "TypeName"),
        subject=_text(message, "Subject"),
        position=_text(message, "Position"),
        signer=_text(message, "FullName"),
        files=tuple(_files(root)),
    )


def _root(content: bytes) -> etree._Element:
    """The parsed package: no declaration of a document type, whatever its encoding hides."""
    damaged = "Gói tin hỏng hoặc không phải XML. Hãy xin gửi lại."
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotOpenPackage("Gói tin không dùng bảng mã UTF-8. Hãy xin gửi lại.") from None
    named = _ENCODING.match(text)
    if named and named[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise CannotOpenPackage("Gói tin không dùng bảng mã UTF-8. Hãy xin gửi lại.")
    if _DECLARED.search(text):
        raise CannotOpenPackage(
            "Gói tin chứa khai báo thực thể XML mà gói tin thường không có, nên không mở."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise CannotOpenPackage(damaged) from None


def _all(parent: etree._Element, name: str) -> list[etree._Element]:
    """Every element of that name in it, with the prefix or without."""
    return [one for one in parent.iter() if etree.QName(one).localname == name]


def _one(parent: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_all(parent, name)), None)


def _text(parent: etree._Element, name: str) -> str:
    found = _one(parent, name)
    return single_spaced(nfc((found.text or "") if found is not None else ""))


def _party(element: etree._Element) -> Party:
    return Party(_text(element, "OrganId"), _text(element, "OrganName"))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.replace("/", "-")[:10])
    except ValueError:
        message = "Gói tin ghi sai ngày ban hành (đúng: năm/tháng/ngày)."
        raise CannotOpenPackage(message) from None


def _files(root: etree._Element) -> Iterable[Enclosed]:
    """The files that the manifest names, each there once and as its hash says."""
    references = _all(root, "Reference")
    attachments = {_text(one, "ContentId"): one for one in _all(root, "Attachment")}
    if not references or len(references) > FILES:
        raise CannotOpenPackage(f"Gói tin phải có từ 1 đến {FILES} tệp.")
    _check_manifest([_text(one, "ContentId") for one in references], attachments)
    for reference in references:
        attachment = attachments[_text(reference, "ContentId")]
        name = _text(reference, "AttachmentName") or _text(attachment, "AttachmentName")
        yield _enclosed(name, attachment, _text(reference, "Description"))


def _check_manifest(named: Sequence[str], there: Iterable[str]) -> None:
    if sorted(named) != sorted(there) or len(set(named)) != len(named):
        raise CannotOpenPackage(
            "Danh sách tệp trong gói tin không khớp với các tệp kèm theo. Hãy xin gửi lại."
        )


def _enclosed(name: str, attachment: etree._Element, description: str) -> Enclosed:
    encoded = "".join((_one_text(attachment, "ContentTransferEncoded")).split())
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise CannotOpenPackage(f"Tệp “{name}” trong gói tin bị hỏng. Hãy xin gửi lại.") from None
    content = _unpacked(content)
    said = _HASH.search(description)
    if said and hashlib.sha256(content).hexdigest() != said[1].lower():
        raise CannotOpenPackage(
            f"Tệp “{name}” không khớp mã băm ghi trong gói tin: tệp đã bị đổi trên đường gửi. "
            "Hãy xin gửi lại."
        )
    return Enclosed(name, content)


def _one_text(parent: etree._Element, name: str) -> str:
    found = _one(parent, name)
    return (found.text or "") if found is not None else ""


def _unpacked(content: bytes) -> bytes:
    """Some senders zip each file before encoding it; such a packing is taken off."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            inside = package.infolist()
            if len(inside) != 1 or inside[0].file_size > UNPACKED:
                return content
            with package.open(inside[0]) as packed:
                return packed.read(UNPACKED)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return content
