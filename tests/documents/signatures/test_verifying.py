"""What is found of the signatures in a file, whatever was done to it since."""

import datetime as dt
import functools
import io
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.builders.outgoing import a_paper
from tests.builders.signing import OFFICE, PASSPHRASE, SIGNER, a_signer

from nhanai.documents.signatures.certificates import trusted_in
from nhanai.documents.signatures.keys import signer_of_file
from nhanai.documents.signatures.signing import Hand, signed
from nhanai.documents.signatures.values import (
    CannotUse,
    Chain,
    Integrity,
    verdict_from_json,
    verdict_to_json,
)
from nhanai.documents.signatures.verifying import verdicts_from_outside, verdicts_of
from nhanai.paper.pdf import pdf_of

pytestmark = pytest.mark.nodb

AT = dt.datetime(2026, 11, 24, 2, 0, 7, tzinfo=dt.UTC)


@functools.cache
def a_plain_file() -> bytes:
    return pdf_of(a_paper(number="01"))


@functools.cache
def a_signed_file(times: int) -> bytes:
    """Signed by the chairman, then by the office."""
    if not times:
        return a_plain_file()
    issued = a_signer(name=("", SIGNER, OFFICE)[times])
    hand = Hand(signer_of_file(issued.file(), PASSPHRASE, at=AT), SIGNER, "CHỦ TỊCH")
    return signed(a_signed_file(times - 1), hand, at=AT + dt.timedelta(minutes=times - 1))


def a_list() -> list[x509.Certificate]:
    """The list of an office that trusts our authority."""
    der = a_signer().root.public_bytes(Encoding.DER)
    return [x509.Certificate.load(der)]


def holes(content: bytes) -> list[tuple[int, int]]:
    """Where each signature itself stands: those bytes cannot be signed by it."""
    found = []
    place = content.find(b"/Contents <")
    while place >= 0:
        end = content.index(b">", place)
        found.append((place + len(b"/Contents <"), end))
        place = content.find(b"/Contents <", end)
    return found


def test_a_signature_names_who_and_when_and_covers_the_whole_file() -> None:
    (verdict,) = verdicts_of(a_signed_file(1), roots=None, at=AT)

    assert (verdict.name, verdict.organisation) == (SIGNER, OFFICE)
    assert verdict.issuer == "Tổ chức chứng thực thử nghiệm"
    assert verdict.at is not None
    assert verdict.at.isoformat() == "2026-11-24T09:00:07+07:00"
    assert (verdict.integrity, verdict.chain) == (Integrity.WHOLE, Chain.NO_LIST)
    assert not verdict.is_stamped
    assert verdict_from_json(verdict_to_json(verdict)) == verdict


def test_a_second_signature_leaves_the_first_one_sound() -> None:
    found = verdicts_of(a_signed_file(2), roots=None, at=AT)

    assert [verdict.integrity for verdict in found] == [Integrity.SIGNED_AFTER, Integrity.WHOLE]
    assert all(verdict.is_sound for verdict in found)
    assert a_signed_file(2).startswith(a_signed_file(1))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_changed_byte_anywhere_is_found(data: st.DataObject) -> None:
    content = bytearray(a_signed_file(1))
    (hole,) = holes(a_signed_file(1))
    place = data.draw(
        st.integers(0, len(content) - 1).filter(lambda at: not hole[0] <= at < hole[1])
    )
    content[place] ^= data.draw(st.integers(1, 255))

    try:
        found = verdicts_from_outside(bytes(content), roots=None, at=AT)
    except CannotUse:
        return
    assert found
    assert not any(verdict.is_sound for verdict in found)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_file_torn_to_pieces_is_refused_or_not_believed(data: st.DataObject) -> None:
    content = a_signed_file(1)
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    place = data.draw(st.integers(0, len(content)))
    torn = content[:place] + content[start:end] + content[end:]

    try:
        found = verdicts_from_outside(torn, roots=None, at=AT)
    except CannotUse:
        return
    assert torn == content or not any(verdict.integrity is Integrity.WHOLE for verdict in found)


def test_a_changed_signature_is_not_that_of_its_certificate() -> None:
    content = bytearray(a_signed_file(1))
    start, end = holes(a_signed_file(1))[0]
    last = len(a_signed_file(1)[start:end].rstrip(b"0")) + start - 3
    content[last] = ord("1") if content[last] != ord("1") else ord("2")

    (verdict,) = verdicts_from_outside(bytes(content), roots=None, at=AT)

    assert verdict.integrity in {Integrity.FALSE, Integrity.UNREADABLE}


def test_a_page_changed_in_a_later_layer_is_told_from_a_signature_added() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(a_signed_file(1)))
    words = StreamObject(stream_data=b"0 0 200 200 re f")
    writer.add_stream_to_page(0, writer.add_object(words))  # type: ignore[no-untyped-call]
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]

    (verdict,) = verdicts_of(changed.getvalue(), roots=None, at=AT)

    assert verdict.integrity is Integrity.CHANGED


def test_the_chain_is_judged_at_the_moment_of_signing() -> None:
    later = AT + dt.timedelta(days=3650)
    stranger = a_signer(name="Người lạ")
    der = stranger.certificate.public_bytes(Encoding.DER)

    chains = [
        verdicts_of(a_signed_file(1), roots=roots, at=later)[0].chain
        for roots in (a_list(), [x509.Certificate.load(der)], None)
    ]

    assert chains == [Chain.TRUSTED, Chain.UNKNOWN, Chain.NO_LIST]


def test_the_list_is_read_from_files_of_either_form_and_passes_over_what_is_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.pem").write_bytes(a_signer().root_pem)
    (tmp_path / "b.cer").write_bytes(a_list()[0].dump())
    (tmp_path / "c.crt").write_bytes(b"khong phai chung thu")
    (tmp_path / "d.txt").write_bytes(a_signer().root_pem)

    assert [one.sha256 for one in trusted_in(tmp_path)] == [a_list()[0].sha256] * 2


def test_traces_of_a_signature_without_one_are_not_taken_for_none() -> None:
    stripped = a_plain_file() + b"\n% /ByteRange [0 1 2 3]\n"

    with pytest.raises(CannotUse, match="dấu vết chữ ký số"):
        verdicts_from_outside(stripped, roots=None, at=AT)


def test_what_a_pdf_a_says_of_itself_stays_and_every_letter_of_the_note_is_embedded() -> None:
    before, after = (
        PdfFileReader(io.BytesIO(content)) for content in (a_plain_file(), a_signed_file(2))
    )
    notes = [note.get_object() for note in after.root["/Pages"]["/Kids"][0]["/Annots"]]

    assert after.root["/Metadata"].data == before.root["/Metadata"].data
    assert dict(after.trailer["/Info"]) == dict(before.trailer["/Info"])
    assert after.root["/OutputIntents"] == before.root["/OutputIntents"]
    assert a_signed_file(2)[len(a_plain_file()) :].count(b"/FontFile2") == 2
    assert [(note["/F"], list(note["/AP"])) for note in notes] == [(132, ["/N"])] * 2
