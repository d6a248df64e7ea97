"""Opening the key in a PKCS#12 file with its passphrase."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from asn1crypto import keys, pkcs12, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from nhanai.documents.signatures.certificates import check_may_sign
from nhanai.documents.signatures.values import KEY_BYTES, CannotUse

_NOT_A_KEY: Final = (
    "Tệp khóa không phải PKCS#12 (.p12, .pfx) hoặc đã hỏng. Hãy chọn tệp khóa do tổ chức cấp "
    "chứng thư số giao cho anh, chị."
)
_NOT_OPENED: Final = "Mật khẩu của tệp khóa không đúng. Hãy nhập lại."
_ITERATIONS: Final = 5_000_000
"""More rounds than any program asks for would only keep the server busy."""
_RSA_BITS: Final = 2048


def signer_of_file(content: bytes, passphrase: str, *, at: dt.datetime) -> SimpleSigner:
    """A signer of pyHanko with the key of a PKCS#12 file."""
    _check_file(content)
    try:
        opened = load_pkcs12(content, passphrase.encode() or None)
    except ValueError:
        raise CannotUse(_NOT_OPENED) from None
    except Exception:
        raise CannotUse(_NOT_A_KEY) from None
    key = opened.key
    if key is None or opened.cert is None:
        raise CannotUse("Tệp này không có khóa bí mật kèm chứng thư số. Hãy chọn đúng tệp khóa.")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CannotUse("Loại khóa trong tệp không dùng để ký văn bản được (cần RSA hoặc ECDSA).")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _RSA_BITS:
        raise CannotUse(f"Khóa RSA {key.key_size} bit quá ngắn; cần ít nhất {_RSA_BITS} bit.")
    certificate = _as_asn1(opened.cert.certificate)
    check_may_sign(certificate, at=at)
    plain = key.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    others = [_as_asn1(one.certificate) for one in opened.additional_certs]
    return SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore.from_certs([certificate, *others]),  # type: ignore[no-untyped-call]
    )


def _as_asn1(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(forms.Encoding.DER))


def _check_file(content: bytes) -> None:
    """It is a PKCS#12 file, and opening it will not take for ever."""
    if not content or len(content) > KEY_BYTES:
        raise CannotUse(_NOT_A_KEY)
    try:
        packet = pkcs12.Pfx.load(content, strict=True)
        rounds = list(_rounds(packet))
    except (ValueError, TypeError, KeyError):
        raise CannotUse(_NOT_A_KEY) from None
    if max(rounds, default=0) > _ITERATIONS:
        raise CannotUse(_NOT_A_KEY)


def _rounds(packet: pkcs12.Pfx) -> Iterator[int]:
    """How often each of its passphrases is to be stirred, as far as it shows from outside."""
    if packet["version"].native != "v3":
        raise ValueError("no PKCS#12 of a version that is in use")
    if packet["mac_data"]:
        yield packet["mac_data"]["iterations"].native
    for part in packet.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            secret = part["content"]["encrypted_content_info"]
            yield secret["content_encryption_algorithm"].kdf_iterations
        elif part["content_type"].native == "data":
            for bag in pkcs12.SafeContents.load(part["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield bag["bag_value"]["encryption_algorithm"].kdf_iterations
