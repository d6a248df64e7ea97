"""Certificates: whom one names, whether it may sign today, and the list of those trusted."""

import datetime as dt
from pathlib import Path
from typing import Final

from asn1crypto import pem, x509

from nhanai.documents.signatures.values import CannotUse, Holder, clean

_ENDINGS: Final = frozenset({".pem", ".crt", ".cer", ".der"})
_CERTIFICATE_BYTES: Final = 256 * 1024
_CERTIFICATES: Final = 500
_SIGNING: Final = {"digital_signature", "non_repudiation"}


def holder_of(certificate: x509.Certificate) -> Holder:
    """The names in a certificate."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    organisation = clean(subject.get("organization_name"))
    return Holder(
        name=clean(subject.get("common_name")) or organisation or "chứng thư không ghi tên",
        organisation=organisation,
        issuer=clean(issuer.get("common_name")) or clean(issuer.get("organization_name")),
        sha256=certificate.sha256.hex(),
    )


def holds_at(certificate: x509.Certificate, at: dt.datetime) -> bool:
    """Whether that moment lies in its time."""
    return bool(certificate.not_valid_before <= at <= certificate.not_valid_after)


def check_may_sign(certificate: x509.Certificate, *, at: dt.datetime) -> None:
    """Refuse a certificate that is not for signing documents, or not today."""
    if at < certificate.not_valid_before:
        day = certificate.not_valid_before.astimezone(at.tzinfo)
        raise CannotUse(f"Chứng thư số chưa có hiệu lực: hiệu lực từ {day:%d/%m/%Y}.")
    if at > certificate.not_valid_after:
        day = certificate.not_valid_after.astimezone(at.tzinfo)
        raise CannotUse(
            f"Chứng thư số đã hết hạn ngày {day:%d/%m/%Y}. Hãy gia hạn hoặc dùng chứng thư còn hạn."
        )
    use = certificate.key_usage_value
    if use is not None and not _SIGNING & use.native:
        raise CannotUse(
            "Chứng thư này không được cấp để ký số (thiếu mục đích chữ ký số). "
            "Hãy chọn chứng thư ký số của cá nhân hoặc của cơ quan."
        )


def trusted_in(folder: Path) -> list[x509.Certificate]:
    """The certificates of the office's list; a file that is none is passed over."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in _ENDINGS]
    found: list[x509.Certificate] = []
    for path in paths[:_CERTIFICATES]:
        if path.is_file() and path.stat().st_size <= _CERTIFICATE_BYTES:
            found += _read(path.read_bytes())
    return found[:_CERTIFICATES]


def _read(content: bytes) -> list[x509.Certificate]:
    try:
        blocks = (
            [der for _, _, der in pem.unarmor(content, multiple=True)]
            if pem.detect(content)
            else [content]
        )
        certificates = [x509.Certificate.load(block, strict=True) for block in blocks]
        for certificate in certificates:
            certificate.subject.native  # noqa: B018 (read now, so that what is none shows)
    except ValueError:
        return []
    return certificates
