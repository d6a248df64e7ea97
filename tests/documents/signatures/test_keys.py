"""Keys that serve, and the sentence for each that does not."""

import datetime as dt
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto import pkcs12
from tests.builders.signing import (
    FIRST_DAY,
    LAST_DAY,
    OFFICE,
    PASSPHRASE,
    SIGNER,
    a_signer,
)

from nhanai.documents.signatures import apart
from nhanai.documents.signatures.certificates import holder_of
from nhanai.documents.signatures.keys import signer_of_file
from nhanai.documents.signatures.values import KEY_BYTES, CannotUse, clean

pytestmark = pytest.mark.nodb

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("rsa_bits", [0, 2048])
def test_the_key_of_a_file_opens_with_its_passphrase(rsa_bits: int) -> None:
    signer = signer_of_file(a_signer(rsa_bits=rsa_bits).file(), PASSPHRASE, at=AT)

    holder = holder_of(signer.signing_cert)

    assert (holder.name, holder.organisation, holder.is_office) == (SIGNER, OFFICE, False)


def a_slow_file() -> bytes:
    """A file that asks for two thousand million rounds before it opens."""
    packet = pkcs12.Pfx.load(a_signer().file())
    packet["mac_data"]["iterations"] = 2_000_000_000
    content: bytes = packet.dump(force=True)
    return content


@pytest.mark.parametrize(
    ("content", "passphrase", "sentence"),
    [
        (a_signer().file(), "khác", "Mật khẩu của tệp khóa không đúng"),
        (a_signer().file(), "", "Mật khẩu của tệp khóa không đúng"),
        (b"", PASSPHRASE, "không phải PKCS#12"),
        (b"%PDF-1.7", PASSPHRASE, "không phải PKCS#12"),
        (a_signer().file()[:-9], PASSPHRASE, "không phải PKCS#12"),
        (a_signer().root_pem, PASSPHRASE, "không phải PKCS#12"),
        (b"0" * (KEY_BYTES + 1), PASSPHRASE, "không phải PKCS#12"),
        (a_slow_file(), PASSPHRASE, "không phải PKCS#12"),
        (a_signer(may_sign=False).file(), PASSPHRASE, "thiếu mục đích chữ ký số"),
        (a_signer(rsa_bits=1024).file(), PASSPHRASE, "Khóa RSA 1024 bit quá ngắn"),
    ],
    ids=[
        *("another-passphrase", "no-passphrase", "empty", "a-pdf", "cut-off", "a-certificate"),
        *("too-large", "slow", "not-for-signing", "short-key"),
    ],
)
def test_a_key_that_does_not_serve_is_refused_with_a_sentence(
    content: bytes, passphrase: str, sentence: str
) -> None:
    with pytest.raises(CannotUse, match=sentence):
        signer_of_file(content, passphrase, at=AT)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (FIRST_DAY - dt.timedelta(days=1), "chưa có hiệu lực: hiệu lực từ 01/01/2026"),
        (LAST_DAY + dt.timedelta(days=1), "đã hết hạn ngày 01/01/2028"),
    ],
)
def test_a_certificate_signs_only_in_its_time(at: dt.datetime, sentence: str) -> None:
    with pytest.raises(CannotUse, match=sentence):
        signer_of_file(a_signer().file(), PASSPHRASE, at=at)


def test_names_of_a_certificate_are_short_lines_of_text() -> None:
    assert clean("Lò\n Văn\x00 Mẫu\u202e ") == "Lò Văn Mẫu"
    assert clean(["A", "B"]) == "A, B"
    assert len(clean("dài " * 500)) < 201


@pytest.mark.slow
def test_neither_the_pages_nor_a_reading_import_the_library_for_signatures() -> None:
    script = (
        "import sys, django; django.setup()\n"
        "import nhanai.project.urls, nhanai.documents.tasks, nhanai.documents.extraction.child\n"
        "print(sorted({'pyhanko', 'pkcs11', 'asn1crypto'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
            "PYTHONPATH": str(Path(apart.__file__).parents[3]),
        },
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout == "[]\n"


def test_a_fault_of_the_process_apart_tells_nobody_the_passphrase(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = apart.KeyFile(a_signer().file(), PASSPHRASE)

    with pytest.raises(CannotUse, match="Hệ thống gặp lỗi"):
        apart.signed(
            tmp_path / "không có.pdf",
            key=key,
            place=apart.Place(SIGNER, ""),
            signed_with=(),
            at=AT,
        )

    assert "FileNotFoundError" in caplog.text
    assert PASSPHRASE not in caplog.text
    assert PASSPHRASE not in repr(key)
    assert repr(apart.Token("a.so", "hoi", "123456")) == "Token(module='a.so', label='hoi')"
