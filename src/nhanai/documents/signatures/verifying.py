"""Looking at the signatures of a PDF: who, when, what was changed, whether the chain is known.

Nothing is asked of the network, so whether a certificate was revoked stays unknown.
"""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Final

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from nhanai.documents.signatures.certificates import holder_of, holds_at
from nhanai.documents.signatures.values import CannotUse, Chain, Integrity, Verdict, clean

LOOKED_AT: Final = 50
"""So many signatures of one file at most."""

_USE: Final = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_AFTERWARDS: Final[Mapping[ModificationLevel | None, Integrity]] = {
    ModificationLevel.NONE: Integrity.SIGNED_AFTER,
    ModificationLevel.LTA_UPDATES: Integrity.SIGNED_AFTER,
    ModificationLevel.FORM_FILLING: Integrity.SIGNED_AFTER,
    ModificationLevel.ANNOTATIONS: Integrity.ADDED_AFTER,
}
_TRACES: Final = (
    "Tệp có dấu vết chữ ký số nhưng cấu trúc đã hỏng hoặc bị sửa, nên không đọc được chữ ký nào. "
    "Hãy xin lại tệp gốc từ cơ quan ban hành."
)
_MANY: Final = f"Tệp có hơn {LOOKED_AT} chữ ký số, nhiều hơn mức hệ thống kiểm tra."
_ENCRYPTED: Final = (
    "Tệp có đặt mật khẩu nên không kiểm tra được chữ ký số. Hãy xin bản không đặt mật khẩu."
)


def verdicts_of(
    content: bytes, *, roots: Sequence[x509.Certificate] | None, at: dt.datetime
) -> list[Verdict]:
    """One verdict for each signature, in the order of signing; `roots` is None without a list.

    Raises whatever the library does where the file is no PDF that it can read.
    """
    reader = _reader(content)
    found = reader.embedded_regular_signatures
    if len(found) > LOOKED_AT:
        raise CannotUse(_MANY)
    return [_verdict(one, roots, at) for one in found]


def verdicts_from_outside(
    content: bytes, *, roots: Sequence[x509.Certificate] | None, at: dt.datetime
) -> list[Verdict]:
    """The same of a file that bears traces of a signature, so that none must not mean nothing."""
    try:
        found = verdicts_of(content, roots=roots, at=at)
    except CannotUse:
        raise
    except Exception:
        # The file is from outside: the library falls over it with an error of any kind.
        raise CannotUse(_TRACES) from None
    if not found:
        raise CannotUse(_TRACES)
    return found


def _reader(content: bytes) -> PdfFileReader:
    """The file read by the letter, else as it is: some programs write what is not quite right."""
    try:
        reader = PdfFileReader(io.BytesIO(content))
        reader.embedded_signatures  # noqa: B018 (read now, so that a fault shows here)
    except PdfReadError:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        raise CannotUse(_ENCRYPTED)
    return reader


def _verdict(
    found: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate] | None,
    at: dt.datetime,
) -> Verdict:
    try:
        certificate = found.signer_cert
        holder = holder_of(certificate)
        said = _moment(found.self_reported_timestamp)
        status = validate_pdf_signature(
            found,
            signer_validation_context=_context(roots, said, at),
            ts_validation_context=_context(roots, None, at),
            key_usage_settings=_USE,
        )
        return Verdict(
            name=holder.name,
            organisation=holder.organisation,
            issuer=holder.issuer,
            at=said,
            is_stamped=_is_stamped(status),
            integrity=_integrity(status),
            chain=_chain(status, certificate, roots, said or at),
        )
    except Exception:
        return Verdict(
            name=clean(getattr(found, "field_name", "")),
            organisation="",
            issuer="",
            at=None,
            is_stamped=False,
            integrity=Integrity.UNREADABLE,
            chain=Chain.NO_LIST if roots is None else Chain.UNKNOWN,
        )


def _moment(said: dt.datetime | None) -> dt.datetime | None:
    """What the signer's clock said; without a zone it is taken as Universal Time."""
    return said.replace(tzinfo=dt.UTC) if said is not None and said.tzinfo is None else said


def _context(
    roots: Sequence[x509.Certificate] | None, said: dt.datetime | None, at: dt.datetime
) -> ValidationContext:
    """As of the moment of signing, unless that lies ahead."""
    moment = said if said is not None and said < at else at
    return ValidationContext(
        trust_roots=list(roots or ()),
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=moment,
        best_signature_time=moment,
    )


def _is_stamped(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return stamp is not None and bool(stamp.intact and stamp.valid and stamp.trusted)


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not status.intact or not status.valid:
        return Integrity.FALSE if status.intact else Integrity.BROKEN
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return Integrity.CHANGED
    return _AFTERWARDS.get(status.modification_level, Integrity.CHANGED)


def _chain(
    status: PdfSignatureStatus,
    certificate: x509.Certificate,
    roots: Sequence[x509.Certificate] | None,
    at: dt.datetime,
) -> Chain:
    if roots is None:
        return Chain.NO_LIST
    if not holds_at(certificate, at):
        return Chain.LAPSED
    return Chain.TRUSTED if status.trusted else Chain.UNKNOWN
