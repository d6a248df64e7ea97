#!/usr/bin/env python3
"""Kiểm một tệp chứng minh của Nhân Ái: chỉ cần Python 3.11 trở lên, không cần cài thêm gì.

    python3 verifier.py CHUNG-MINH.json [--key KHÓA-CÔNG-KHAI]

It answers three questions: does the log with this head contain this entry; was an earlier log only
added to, never changed; and did the society's key sign the head. One file, the standard library
alone: hashes and proofs after RFC 6962 and RFC 9162, heads written as C2SP checkpoints and signed
notes, Ed25519 after RFC 8032. The product itself uses this same file.
"""

import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT, VERSION = "nhanai-proof", 1
LARGEST_FILE = 2**20
_LONGEST_PATH = 64


class NotProved(Exception):
    """The proof does not hold, or cannot be read; the message says which, in Vietnamese."""


# --- the log: RFC 6962, section 2.1 -----------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root of a log of `size` entries that has `leaf` at `index`, if the path is right."""
    if not 0 <= index < size:
        raise NotProved("Số thứ tự của bản ghi nằm ngoài sổ.")
    at, last, found = index, size - 1, leaf
    for other in path:
        if last == 0:
            raise NotProved("Đường chứng minh dài hơn cần thiết.")
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    if last:
        raise NotProved("Đường chứng minh ngắn hơn cần thiết.")
    return found


def roots_from_consistency(
    first: int, second: int, path: Sequence[bytes], first_root: bytes
) -> tuple[bytes, bytes]:
    """The roots of the log at both sizes by the path; the first one must be `first_root`."""
    if not 0 < first <= second:
        raise NotProved("Sổ trước không được lớn hơn sổ sau.")
    if first == second:
        if path:
            raise NotProved("Đường chứng minh dài hơn cần thiết.")
        return first_root, first_root
    steps = list(path)
    if first & (first - 1) == 0:
        steps.insert(0, first_root)
    if not steps:
        raise NotProved("Đường chứng minh ngắn hơn cần thiết.")
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for other in steps[1:]:
        if last == 0:
            raise NotProved("Đường chứng minh dài hơn cần thiết.")
        if at & 1 or at == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, other)
        at, last = at >> 1, last >> 1
    if last:
        raise NotProved("Đường chứng minh ngắn hơn cần thiết.")
    return old, new


# --- heads: checkpoints and signed notes of C2SP -----------------------------------------------


@dataclass(frozen=True)
class Head:
    """What a log is at a moment: whose, how many entries, the root, and further lines."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), root, *self.more))


@dataclass(frozen=True)
class PublicKey:
    """A key by which heads are signed, written `name+hash+key` as C2SP says."""

    name: str
    data: bytes

    @property
    def number(self) -> bytes:
        """Four bytes by which signatures name the key."""
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.data).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is published."""
        encoded = base64.b64encode(b"\x01" + self.data).decode()
        return f"{self.name}+{self.number.hex()}+{encoded}"


def read_key(text: str) -> PublicKey:
    """The key that is written so."""
    name, _, rest = text.strip().partition("+")
    number, _, encoded = rest.partition("+")
    data = _base64(encoded)
    key = PublicKey(name, data[1:])
    if not name or len(data) != 33 or data[0] != 1 or key.number.hex() != number:
        raise NotProved("Khóa công khai không đúng dạng.")
    return key


def read_head(note: str, keys: Sequence[PublicKey]) -> tuple[Head, PublicKey]:
    """The head of a signed note, and which of the keys signed it; refuses an unsigned one."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank:
        raise NotProved("Đầu sổ không có chữ ký.")
    text += "\n"
    head = _head(text)
    for line in signatures.splitlines():
        dash, name, encoded = (*line.split(" "), "", "", "")[:3]
        if dash != "—":
            raise NotProved("Dòng chữ ký của đầu sổ không đúng dạng.")
        data = _base64(encoded)
        for key in keys:
            if (key.name, key.number) == (name, data[:4]):
                if not ed25519_verified(key.data, text.encode(), data[4:]):
                    raise NotProved("Chữ ký của đầu sổ không đúng: đầu sổ đã bị sửa.")
                return head, key
    raise NotProved("Không khóa nào trong tệp ký đầu sổ này.")


def _head(text: str) -> Head:
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0] or not lines[1].isascii():
        raise NotProved("Đầu sổ không đúng dạng.")
    if not lines[1].isdigit() or str(int(lines[1][:20])) != lines[1]:
        raise NotProved("Đầu sổ không ghi rõ số bản ghi.")
    root = _base64(lines[2])
    if len(root) != 32:
        raise NotProved("Đầu sổ không ghi rõ mã gốc.")
    return Head(lines[0], int(lines[1]), root, tuple(lines[3:-1]))


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NotProved("Có phần không phải base64 đúng.") from fault


# --- Ed25519: RFC 8032, section 5.1.7 (checking only; nothing secret is handled) ------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: _Point) -> _Point:
    total: _Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _point(data: bytes) -> _Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))


def ed25519_verified(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature over the message is the key's."""
    if len(key) != 32 or len(signature) != 64 or _BASE is None:
        return False
    public, commitment = _point(key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or scalar >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    left = _times(scalar, _BASE)
    right = _add(commitment, _times(int.from_bytes(digest, "little") % _L, public))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % _P == 0


# --- a file of proof ---------------------------------------------------------------------------


def canonical(entry: object) -> bytes:
    """How an entry is written before it is hashed: keys in order, no spaces, UTF-8."""
    return json.dumps(
        entry, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def verified(data: bytes, trusted: str | None = None) -> tuple[bool, list[str]]:
    """Whether the file's proof holds, and what is to be said of it.

    `trusted` is the society's key as published elsewhere; without it the file's own are believed,
    and the answer says so.
    """
    try:
        return True, _verified(_read(data), trusted)
    except NotProved as fault:
        return False, [str(fault)]
    except (KeyError, TypeError, ValueError, AttributeError):
        return False, ["Tệp không phải tệp chứng minh đúng dạng của Nhân Ái."]


def _read(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        raise NotProved("Tệp quá lớn cho một tệp chứng minh (hơn 1 MB).")
    try:
        top = json.loads(data, parse_float=_refused, parse_constant=_refused)
    except (ValueError, RecursionError) as fault:
        raise NotProved("Tệp không phải JSON đúng, hoặc có số lẻ.") from fault
    if not isinstance(top, dict) or (top.get("format"), top.get("version")) != (FORMAT, VERSION):
        raise NotProved("Tệp không phải tệp chứng minh của Nhân Ái, hoặc thuộc phiên bản khác.")
    return top


def _refused(text: str) -> None:
    raise ValueError(text)


def _verified(top: dict[str, Any], trusted: str | None) -> list[str]:
    keys = [read_key(text) for text in ([trusted] if trusted else top["keys"])]
    head, key = read_head(top["checkpoint"], keys)
    said = []
    if inclusion := top.get("inclusion"):
        entry, index = canonical(inclusion["entry"]), int(inclusion["index"])
        path = _path(inclusion["path"])
        if root_from_inclusion(leaf_hash(entry), index, head.size, path) != head.root:
            raise NotProved("Bản ghi không có trong sổ, hoặc đã bị sửa sau khi ghi.")
        said.append(f"Bản ghi thứ {index + 1} trong sổ có {head.size} bản ghi: {entry.decode()}")
    if earlier := top.get("earlier"):
        before, _ = read_head(earlier["checkpoint"], keys)
        path = _path(earlier["path"])
        roots = roots_from_consistency(before.size, head.size, path, before.root)
        if before.origin != head.origin or roots != (before.root, head.root):
            raise NotProved("Sổ sau không phải sổ trước được ghi thêm: đã có dòng cũ bị sửa.")
        said.append(
            f"Từ {before.size} đến {head.size} bản ghi, sổ chỉ được ghi thêm; "
            "không dòng cũ nào bị sửa hay xóa."
        )
    if not said:
        raise NotProved("Tệp không chứng minh điều gì.")
    whose = "khóa đã nêu" if trusted else "khóa ghi trong tệp; hãy đối chiếu với khóa đã công bố"
    signed = [f"Đầu sổ của {head.origin} do khóa {key.text} ký ({whose})."]
    return [f"ĐÚNG. {said[0]}", *said[1:], *signed, *head.more]


def _path(hashes: Sequence[str]) -> list[bytes]:
    path = [bytes.fromhex(text) for text in hashes]
    if len(path) > _LONGEST_PATH or any(len(one) != 32 for one in path):
        raise NotProved("Đường chứng minh không đúng dạng.")
    return path


def main(arguments: Sequence[str]) -> int:
    """0 where the proof holds, 1 where it does not, 2 where there is no such file."""
    given = list(arguments)
    trusted = given.pop(at + 1) if (at := _at(given, "--key")) >= 0 else None
    names = [name for name in given if name != "--key"]
    if len(names) != 1:
        sys.stderr.write("Cách dùng: verifier.py CHUNG-MINH.json [--key KHÓA-CÔNG-KHAI]\n")
        return 2
    try:
        with Path(names[0]).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        sys.stderr.write(f"Không mở được tệp {names[0]}.\n")
        return 2
    is_right, lines = verified(data, trusted)
    sys.stdout.write("".join(f"{line}\n" for line in ([] if is_right else ["KHÔNG ĐÚNG."]) + lines))
    return 0 if is_right else 1


def _at(given: Sequence[str], flag: str) -> int:
    return given.index(flag) if flag in given[:-1] else -1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
