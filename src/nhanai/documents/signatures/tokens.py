"""Opening a token of the installation with its PIN; its key never leaves it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, ObjectClass
from pkcs11 import exceptions as faults
from pyhanko.sign.pkcs11 import PKCS11Signer

from nhanai.documents.signatures.certificates import check_may_sign
from nhanai.documents.signatures.values import CannotUse


@contextmanager
def signer_of_token(
    module: str, label: str, pin: str, *, at: dt.datetime
) -> Iterator[PKCS11Signer]:
    """A signer of pyHanko with the key of a token, which never leaves it."""
    try:
        token = pkcs11.lib(module).get_token(token_label=label)
        session = token.open(user_pin=pin)
    except faults.PinLocked:
        raise CannotUse(
            "Thiết bị ký số đã khóa vì nhập sai mã PIN nhiều lần. "
            "Hãy liên hệ tổ chức cấp chứng thư số để mở khóa."
        ) from None
    except (faults.PinIncorrect, faults.PinInvalid, faults.PinLenRange, faults.ArgumentsBad):
        raise CannotUse(
            "Mã PIN không đúng. Nhập sai nhiều lần, thiết bị ký số sẽ tự khóa."
        ) from None
    except (faults.NoSuchToken, faults.TokenNotPresent, faults.MultipleTokensReturned):
        raise CannotUse(
            f"Không thấy thiết bị ký số “{label}”. Hãy cắm thiết bị vào máy chủ rồi thử lại."
        ) from None
    except faults.PKCS11Error as fault:
        raise _unusable(fault) from None
    with session:
        try:
            yield _signer_in(session, at)
        except faults.PKCS11Error as fault:  # taken out, or given up on in the middle
            raise _unusable(fault) from None


def _unusable(fault: faults.PKCS11Error) -> CannotUse:
    kind = type(fault).__name__
    return CannotUse(f"Thiết bị ký số không dùng được ({kind}). Hãy báo người quản trị.")


def _signer_in(session: pkcs11.Session, at: dt.datetime) -> PKCS11Signer:
    """The first certificate that may sign today and has its key beside it."""
    refusals: list[CannotUse] = []
    held = {
        bytes(key[Attribute.ID])
        for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
    }
    for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        certificate = x509.Certificate.load(one[Attribute.VALUE])
        if bytes(one[Attribute.ID]) not in held:
            continue
        try:
            check_may_sign(certificate, at=at)
        except CannotUse as refusal:
            refusals.append(refusal)
        else:
            return PKCS11Signer(
                session,
                signing_cert=certificate,
                key_id=one[Attribute.ID],
                use_raw_mechanism=not _hashes(session, certificate),
            )
    if refusals:
        raise refusals[0]
    raise CannotUse("Thiết bị ký số không có chứng thư kèm khóa bí mật.")


def _hashes(session: pkcs11.Session, certificate: x509.Certificate) -> bool:
    """Whether the token hashes what it signs; some sign only what was hashed for them."""
    is_rsa = certificate.public_key.algorithm == "rsa"
    wanted = Mechanism.SHA256_RSA_PKCS if is_rsa else Mechanism.ECDSA_SHA256
    return wanted in session.token.slot.get_mechanisms()
