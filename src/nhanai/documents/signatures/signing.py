"""Signing: one more PAdES signature in the file and its note on the page; all else stays."""

import asyncio
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pkcs11.exceptions import PKCS11Error
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle

from nhanai.documents.signatures.certificates import holder_of
from nhanai.documents.signatures.place import Box, place_on, sheet_for
from nhanai.documents.signatures.values import CannotUse, Holder, Verdict
from nhanai.documents.signatures.verifying import verdicts_of
from nhanai.paper.note import note_of

VIETNAM: Final = dt.timezone(dt.timedelta(hours=7))
SIGNATURES: Final = 20
"""More signatures than any document has."""

_UNSIGNABLE: Final = (
    "Không ký thêm được vào tệp PDF này: cấu trúc tệp không đúng chuẩn, có mật khẩu, hoặc tệp đã "
    "khóa không cho thay đổi. Hãy in lại văn bản ra tệp PDF khác rồi vào sổ."
)
_SPOILT: Final = (
    "Chữ ký số đã có trong tệp không còn đúng, nên không ký thêm. Hãy kiểm tra lại tệp đã vào sổ."
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs: a signer of pyHanko, and where on the paper she stands."""

    signer: signers.Signer
    name: str
    position: str


def signed(content: bytes, hand: Hand, *, at: dt.datetime) -> bytes:
    """The file with one signature more, beside the place of the signer of the paper.

    Every signature in it, old and new, is verified before it is given back.
    """
    try:
        before = _sound_signatures(content, at)
        result = _written(content, hand, at.astimezone(VIETNAM))
        after = verdicts_of(result, roots=(), at=at)
    except (CannotUse, PKCS11Error):
        raise
    except Exception as fault:
        # The file may be from outside: the library falls over it with an error of any kind.
        raise CannotUse(_UNSIGNABLE) from fault
    if len(after) != len(before) + 1 or not all(verdict.is_sound for verdict in after):
        raise CannotUse(_UNSIGNABLE)
    return result


def _sound_signatures(content: bytes, at: dt.datetime) -> list[Verdict]:
    """Those in the file so far, if another may come after them."""
    before = verdicts_of(content, roots=(), at=at)
    if len(before) >= SIGNATURES:
        raise CannotUse(f"Văn bản đã có {len(before)} chữ ký số, không ký thêm được.")
    if not all(verdict.is_sound for verdict in before):
        raise CannotUse(_SPOILT)
    return before


def note_lines(holder: Holder, at: dt.datetime) -> list[str]:
    """What stands on the page: who, of which office, when (ISO 8601)."""
    moment = f"Thời gian ký: {at.isoformat(timespec='seconds')}"
    if holder.is_office:
        return [f"Cơ quan ký: {holder.name}", moment]
    return [f"Người ký: {holder.name}", f"Cơ quan: {holder.organisation}", moment]


class Addition(IncrementalPdfFileWriter):
    """Adds to a file and leaves what it says of itself alone, so that a PDF/A stays one."""

    def _update_meta(self) -> None:
        """Nothing: pyHanko would write the metadata anew, in words that PDF/A does not know."""


class NotePage(PdfContent):
    """The note as content of pyHanko, in its natural size."""

    def __init__(self, page: bytes) -> None:
        self.reader = PdfFileReader(io.BytesIO(page))
        left, bottom, right, top = self.reader.root["/Pages"]["/Kids"][0]["/MediaBox"]
        self.width, self.height = float(right - left), float(top - bottom)
        super().__init__(box=layout.BoxConstraints(self.width, self.height))

    def render(self) -> bytes:
        """Draw the imported page."""
        note = self._ensure_writer.import_page_as_xobject(self.reader)
        self.resources.xobject["/Note"] = note
        return b"/Note Do"


def _written(content: bytes, hand: Hand, at: dt.datetime) -> bytes:
    """The file with its new field, its note, and the signature over all of it."""
    writer = Addition(io.BytesIO(content))
    sheet = sheet_for(content, name=hand.name, position=hand.position)
    note = NotePage(note_of(note_lines(holder_of(hand.signer.signing_cert), at)))
    taken = list(_notes_on(writer.prev, sheet.index))
    box = place_on(sheet, width=note.width, height=note.height, taken=taken)
    used = {name for name, _, _ in fields.enumerate_sig_fields(writer.prev)}
    free = next(f"ChuKySo{number}" for number in range(1, 1000) if f"ChuKySo{number}" not in used)
    session = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=free, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
        ),
        signer=hand.signer,
        stamp_style=StaticStampStyle(
            border_width=0,
            background=note,
            background_layout=layout.SimpleBoxLayoutRule(
                layout.AxisAlignment.ALIGN_MID, layout.AxisAlignment.ALIGN_MID, layout.Margins()
            ),
        ),
        new_field_spec=fields.SigFieldSpec(free, on_page=sheet.index, box=box.whole),
    ).init_signing_session(writer)
    session.system_time = at
    return asyncio.run(_closed(session, at))


def _notes_on(reader: PdfFileReader, index: int) -> Iterator[Box]:
    """The rectangles of what lies upon a page already."""
    page, _ = reader.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    for annotation in page.get_object().get("/Annots", ()):
        upon = annotation.get_object()
        if "/Rect" in upon:
            left, bottom, right, top = map(float, upon["/Rect"])
            yield Box(left, bottom, right, top)


async def _closed(session: Any, at: dt.datetime) -> bytes:  # noqa: ANN401 (pyHanko's session)
    """The bytes after the key has spoken; `PdfSigner.sign_pdf` would take the clock's time."""
    size = await session.estimate_signature_container_size(None)
    waiting = session.prepare_tbs_document(validation_info=None, bytes_reserved=size)
    prepared, output = waiting.digest_tbs_document()
    done = await waiting.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    await done.post_signature_processing(output)
    result: bytes = output.getvalue()
    return result
