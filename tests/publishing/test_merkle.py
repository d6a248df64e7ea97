"""The log against published vectors, against its definition, and against everyone who tampers."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.publishing.rules import heads, merkle, verifier
from nhanai.publishing.rules.heads import Earlier, Inclusion, SigningKey
from nhanai.publishing.rules.verifier import Head, NotProved, leaf_hash, verified

pytestmark = pytest.mark.nodb

REFERENCE_ENTRIES = (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)  # fmt: skip
REFERENCE_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The tree that implementations of Certificate Transparency test themselves with."""


class Log:
    """A log kept in memory as a room keeps it in a table."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.hashes: dict[tuple[int, int], bytes] = {}
        self.leaves: list[bytes] = []
        for entry in entries:
            for node in merkle.grown(len(self.leaves), leaf_hash(entry), self.node):
                self.hashes[node.level, node.index] = node.hash
            self.leaves.append(leaf_hash(entry))

    def node(self, level: int, index: int) -> bytes:
        return self.hashes[level, index]

    def root(self, size: int) -> bytes:
        return merkle.root(size, self.node)


def numbered(count: int) -> Log:
    return Log([str(at).encode() for at in range(count)])


# The definitions of RFC 6962, section 2.1, word for word.


def split(leaves: Sequence[bytes]) -> int:
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return half


def defined_root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = split(leaves)
    return sha256(b"\x01" + defined_root(leaves[:half]) + defined_root(leaves[half:])).digest()


def defined_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    half = split(leaves)
    if index < half:
        return [*defined_path(index, leaves[:half]), defined_root(leaves[half:])]
    return [*defined_path(index - half, leaves[half:]), defined_root(leaves[:half])]


def defined_consistency(first: int, leaves: Sequence[bytes], *, is_known: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if is_known else [defined_root(leaves)]
    half = split(leaves)
    if first <= half:
        path = defined_consistency(first, leaves[:half], is_known=is_known)
        return [*path, defined_root(leaves[half:])]
    path = defined_consistency(first - half, leaves[half:], is_known=False)
    return [*path, defined_root(leaves[:half])]


def test_the_reference_tree_has_its_published_roots_and_proofs() -> None:
    log = Log([bytes.fromhex(entry) for entry in REFERENCE_ENTRIES])

    assert [log.root(size).hex() for size in range(1, 9)] == list(REFERENCE_ROOTS)
    assert log.root(0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert [one.hex() for one in merkle.inclusion(5, 8, log.node)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [one.hex() for one in merkle.consistency(2, 5, log.node)] == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]


def test_every_root_and_proof_up_to_forty_entries_is_as_defined_and_verified() -> None:
    log = numbered(40)
    for size in range(1, 41):
        leaves, root = log.leaves[:size], log.root(size)
        assert root == defined_root(leaves)
        for index in range(size):
            path = merkle.inclusion(index, size, log.node)
            assert path == defined_path(index, leaves)
            assert verifier.root_from_inclusion(leaves[index], index, size, path) == root
        for first in range(1, size + 1):
            path = merkle.consistency(first, size, log.node)
            assert path == defined_consistency(first, leaves, is_known=True)
            before = log.root(first)
            assert verifier.roots_from_consistency(first, size, path, before) == (before, root)


@given(size=st.integers(2, 3000), data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_changed_entry_index_size_or_path_never_gives_the_root(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda one: one != index))
    path = merkle.inclusion(index, size, LONG.node)
    leaf, root = LONG.leaves[index], LONG.root(size)
    cut, bent = path[:-1], [leaf_hash(b"?"), *path[1:]]

    def found(*, leaf: bytes = leaf, index: int = index, path: list[bytes] = path) -> bytes | None:
        try:
            return verifier.root_from_inclusion(leaf, index, size, path)
        except NotProved:
            return None

    assert found() == root
    assert root not in {
        found(leaf=LONG.leaves[other]), found(index=other), found(path=cut), found(path=bent),
        found(path=[*path, root]),
    }  # fmt: skip


@given(second=st.integers(2, 3000), data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_log_whose_past_was_changed_is_not_consistent(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second - 1))
    path = merkle.consistency(first, second, LONG.node)
    before, after = LONG.root(first), LONG.root(second)
    other = leaf_hash(b"another past")

    assert verifier.roots_from_consistency(first, second, path, before) == (before, after)
    try:
        assert verifier.roots_from_consistency(first, second, path, other) != (other, after)
    except NotProved:
        pytest.fail("the shape of the path is right")
    with pytest.raises(NotProved):
        verifier.roots_from_consistency(first, second, [*path, other], before)


LONG = numbered(3000)

# Signatures: the vectors of RFC 8032, section 7.1, and the reference note of C2SP's signed notes.


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
    ],
)
def test_signatures_of_the_standard_are_right_and_their_neighbours_wrong(
    key: str, message: str, signature: str
) -> None:
    data, sign = bytes.fromhex(message), bytes.fromhex(signature)

    assert verifier.ed25519_verified(bytes.fromhex(key), data, sign)
    assert not verifier.ed25519_verified(bytes.fromhex(key), data + b"x", sign)
    assert not verifier.ed25519_verified(bytes.fromhex(key), data, sign[:-1] + b"\xff")
    assert not verifier.ed25519_verified(b"\xff" * 32, data, sign)


@given(
    seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=80), at=st.integers(0, 63)
)
@settings(max_examples=25, deadline=None)
def test_our_checking_agrees_with_the_library_that_signs(
    seed: bytes, message: bytes, at: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    bent = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]

    assert verifier.ed25519_verified(key, message, signature)
    assert not verifier.ed25519_verified(key, message, bent)


GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn"
    "NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_is_signed_byte_for_byte_as_the_reference_does() -> None:
    key = SigningKey("PeterNeumann", base64.b64decode(GO_SEED)[1:])

    assert key.public.text == GO_KEY
    assert heads.signed(GO_TEXT, [key]) == f"{GO_TEXT}\n{GO_SIGNATURE}"
    assert verifier.read_key(GO_KEY) == key.public
    assert "seed" not in repr(key)


OLD, NEW = SigningKey("hoi-chu-thap-do", b"\x01" * 32), SigningKey("hoi-chu-thap-do", b"\x02" * 32)
ORIGIN = "nhanai.example/so-thu-chi"


def a_proof(*keys: SigningKey) -> bytes:
    """Entry 3 of 9, with the head of 5 entries that an older key signed."""
    entries: list[dict[str, Any]] = [{"phiếu": at, "số tiền": at * 1000} for at in range(9)]
    log = Log([verifier.canonical(entry) for entry in entries])
    now = heads.signed_head(Head(ORIGIN, 9, log.root(9), ("2026-11-28T10:00:00+07:00",)), [NEW])
    then = heads.signed_head(Head(ORIGIN, 5, log.root(5)), [OLD])
    return heads.proof(
        now,
        [key.public for key in keys or (NEW, OLD)],
        Inclusion(entries[3], 3, merkle.inclusion(3, 9, log.node)),
        Earlier(then, merkle.consistency(5, 9, log.node)),
    )


def test_a_receipts_proof_says_that_it_is_in_the_log_and_that_the_past_was_kept() -> None:
    is_right, said = verified(a_proof())

    assert is_right
    assert said == [
        'ĐÚNG. Bản ghi thứ 4 trong sổ có 9 bản ghi: {"phiếu":3,"số tiền":3000}',
        "Từ 5 đến 9 bản ghi, sổ chỉ được ghi thêm; không dòng cũ nào bị sửa hay xóa.",
        (
            f"Đầu sổ của {ORIGIN} do khóa {NEW.public.text} ký "
            "(khóa ghi trong tệp; hãy đối chiếu với khóa đã công bố)."
        ),
        "2026-11-28T10:00:00+07:00",
    ]


def test_a_key_that_nobody_published_is_not_believed() -> None:
    stranger = SigningKey("hoi-chu-thap-do", b"\x09" * 32)

    assert verified(a_proof(), stranger.public.text) == (
        False, ["Không khóa nào trong tệp ký đầu sổ này."],
    )  # fmt: skip
    assert not verified(a_proof(NEW))[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda top: top["inclusion"]["entry"].update({"số tiền": 9000}), "đã bị sửa"),
        (lambda top: top["inclusion"].update(index=2), "không có trong sổ"),
        (lambda top: top["inclusion"].update(index=9), "ngoài sổ"),
        (lambda top: top["inclusion"]["path"].pop(), "ngắn hơn"),
        (lambda top: top["inclusion"]["path"].append("00" * 32), "dài hơn"),
        (lambda top: top["inclusion"].update(path=["00"]), "không đúng dạng"),
        (lambda top: top["earlier"].update(path=["00" * 32]), "n"),
        (lambda top: top.update(checkpoint=top["checkpoint"].replace("9\n", "8\n", 1)), "bị sửa"),
        (lambda top: top.update(checkpoint="x"), "không có chữ ký"),
        (lambda top: top.update(keys=["a+b+c"]), "base64"),
        (lambda top: top.update(keys=["a+00000000+" + "AA" * 22]), "không đúng dạng"),
        (lambda top: top.update(version=2), "phiên bản khác"),
        (lambda top: top.pop("keys"), "đúng dạng"),
        (lambda top: (top.pop("inclusion"), top.pop("earlier")), "không chứng minh điều gì"),
    ],
)
def test_every_kind_of_tampering_is_told(change: Callable[[Any], object], words: str) -> None:
    top = json.loads(a_proof())
    change(top)
    is_right, said = verified(json.dumps(top).encode())

    assert not is_right
    assert words in said[0]


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"1.5", b"[" * 10**5])
def test_what_is_no_proof_at_all_is_refused(data: bytes) -> None:
    assert not verified(data)[0]


def test_the_verifier_stands_alone_with_the_standard_library(tmp_path: Path) -> None:
    file, program = tmp_path / "chứng minh.json", tmp_path / "kiem.py"
    file.write_bytes(a_proof())
    program.write_bytes(Path(verifier.__file__).read_bytes())

    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", "-X", "utf8", str(program), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    yes = asked(str(file), "--key", NEW.public.text)
    assert (yes.returncode, yes.stdout[:4]) == (1, "KHÔN")
    assert asked(str(file)).returncode == 0
    assert asked().returncode == 2
    assert asked(str(tmp_path / "không có")).returncode == 2
