"""A token in software, filled as its maker would fill one."""

import subprocess
import sys
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.builders.signing import Issued

_PUT_CERTIFICATE = """
import sys, pkcs11
from pkcs11.util.x509 import decode_x509_certificate
driver, label, pin, certificate = sys.argv[1:]
content = decode_x509_certificate(open(certificate, "rb").read())
content[pkcs11.Attribute.TOKEN] = True
content[pkcs11.Attribute.ID] = b"\\x01"
with pkcs11.lib(driver).get_token(token_label=label).open(rw=True, user_pin=pin) as session:
    session.create_object(content)
"""


def fill(driver: Path, label: str, pin: str, issued: Issued, environment: dict[str, str]) -> None:
    """Make the token with the key and the certificate; the driver is loaded in another process."""
    folder = Path(environment["SOFTHSM2_CONF"]).parent
    key, certificate = folder / "key.pem", folder / "certificate.der"
    key.write_bytes(issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(issued.certificate.public_bytes(Encoding.DER))
    tool = ["softhsm2-util", "--module", str(driver)]
    named = ["--label", label, "--so-pin", "9999999", "--pin", pin]
    for command in (
        [*tool, "--init-token", "--free", *named],
        [
            *tool,
            "--import",
            str(key),
            "--token",
            label,
            "--label",
            "khoa",
            "--id",
            "01",
            "--pin",
            pin,
        ],
        [sys.executable, "-c", _PUT_CERTIFICATE, str(driver), label, pin, str(certificate)],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
