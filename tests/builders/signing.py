"""Certificates and keys as an office would hold them, made here and now."""

import datetime as dt
import functools
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "mật khẩu của khóa"
SIGNER = "Lò Văn Mẫu"
OFFICE = "Hội Chữ thập đỏ tỉnh Lai Châu"
FIRST_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LAST_DAY = dt.datetime(2028, 1, 1, tzinfo=dt.UTC)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key, and that of who gave it."""

    key: Key
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def root_pem(self) -> bytes:
        """What an office puts in its list."""
        return self.root.public_bytes(Encoding.PEM)

    def file(self, passphrase: str = PASSPHRASE) -> bytes:
        """The PKCS#12 file that its holder is given."""
        return pkcs12.serialize_key_and_certificates(
            b"chu ky so",
            self.key,
            self.certificate,
            [self.root],
            BestAvailableEncryption(passphrase.encode()),
        )


@functools.cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tổ chức chứng thực thử nghiệm")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FIRST_DAY - dt.timedelta(days=3650))
        .not_valid_after(LAST_DAY + dt.timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_use(certifies=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return key, built.sign(key, hashes.SHA256())


def _use(*, signs: bool = False, certifies: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not signs and not certifies,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )


@functools.cache
def a_signer(
    *,
    name: str = SIGNER,
    organisation: str = OFFICE,
    start: dt.datetime = FIRST_DAY,
    end: dt.datetime = LAST_DAY,
    may_sign: bool = True,
    rsa_bits: int = 0,
) -> Issued:
    """A person with a certificate; `rsa_bits` 0 makes the key that is quickest to make."""
    authority, root = _authority()
    key: Key = (
        rsa.generate_private_key(public_exponent=65537, key_size=rsa_bits)
        if rsa_bits
        else ec.generate_private_key(ec.SECP256R1())
    )
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_use(signs=may_sign), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
    )
    return Issued(key, built.sign(authority, hashes.SHA256()), root)
