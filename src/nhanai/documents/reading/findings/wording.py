"""Faults of the wording: words said twice, sentences cut by a page, letters of another alphabet."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.base.text import in_small_letters
from nhanai.documents.reading.model import Node
from nhanai.documents.reading.source import Source

_TWICE: Final = re.compile(
    r"(?<![^\W_])(?P<words>[^\W\d_]+(?: [^\W\d_]+){1,5}) (?P<again>(?P=words))(?![^\W_])",
    re.IGNORECASE,
)
_NEVER_DOUBLED: Final = frozenset(
    {
        "của",
        "và",
        "các",
        "những",
        "là",
        "cho",
        "với",
        "để",
        "đã",
        "sẽ",
        "hoặc",
        "nhằm",
        "bởi",
        "khu",
    }
)
"""Words that end no longer one and begin none, as `công` does in `thi công công trình`."""
_WORD_TWICE: Final = re.compile(
    rf"(?<![^\W_])(?P<words>{'|'.join(sorted(_NEVER_DOUBLED))}) (?P<again>(?P=words))(?![^\W_])",
    re.IGNORECASE,
)
_LONGEST: Final = 6
"""The most words of a phrase said twice."""
_NOT_JUDGED: Final = frozenset({"letterhead", "signature", "recipient", "afterword"})
_MARKS: Final = ".,;:!?)”"
_AROUND: Final = 25

_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OTHER: Final = "\u0370-\u03ff\u0400-\u04ff"
_OTHER_ALPHABET: Final = re.compile(f"[{_LATIN}]*[{_OTHER}][{_LATIN}{_OTHER}]*")
_MIXED: Final = re.compile(f"[{_LATIN}]")
_LOST: Final = "\ufffd\ue000-\uf8ff"
_UNREADABLE: Final = re.compile(f"[{_LOST}]")
_SUSPECT: Final = re.compile(f"[{_OTHER}{_LOST}]")
_MOST: Final = 20


def wording(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Words repeated, and sentences that were joined over a page break."""
    for node in nodes:
        if node.kind in _NOT_JUDGED:
            continue
        if _may_repeat(node.content.text):
            yield from _repeated(node)
        if node.broken_at:
            yield from _broken(node)


def _may_repeat(text: str) -> bool:
    """Whether words come again right after themselves; quick, and wrong only by saying yes."""
    words = in_small_letters(text).split(" ")
    last: dict[str, int] = {}
    for at, word in enumerate(words):
        if word in last and at - last[word] <= _LONGEST and _comes_again(words, at):
            return True
        last[word] = at
    return False


def _comes_again(words: list[str], at: int) -> bool:
    """Whether with the word at this place begins what stands right before it already."""
    if words[at - 1] == words[at] and words[at] in _NEVER_DOUBLED:
        return True
    if at + 1 == len(words):
        return False
    following = words[at + 1].rstrip(_MARKS)
    for before in range(max(0, at - _LONGEST), at - 1):
        if words[before] == words[at] and words[before + 1] == following:
            return True
    return False


def _repeated(node: Node) -> Iterator[Finding]:
    text = node.content.text
    for pattern in (_TWICE, _WORD_TWICE):
        for found in pattern.finditer(text):
            words = found["words"]
            if found["again"][0].isupper() and not words[0].isupper():
                continue
            if " " in words and len(set(words.lower().split())) == 1:
                continue  # four times the same word is a play on words, not a slip
            span = node.content.span(found.start(), found.end())
            yield Finding(
                "words-repeated",
                f"Lặp từ: “{words} {found['again']}”; hãy kiểm tra và bỏ phần thừa.",
                Severity.WARNING,
                node.address,
                (span.start, span.end),
            )


def _broken(node: Node) -> Iterator[Finding]:
    text = node.content.text
    for at in node.broken_at:
        before = text[max(0, at - _AROUND) : at].split(" ", 1)[-1].strip()
        after = text[at : at + _AROUND].rsplit(" ", 1)[0].strip()
        span = node.content.span(max(0, at - len(before) - 1), min(len(text), at + len(after)))
        yield Finding(
            "text-broken",
            f"Câu bị ngắt giữa chừng (“… {before} / {after} …”) đã được nối lại; "
            "hãy đối chiếu với bản gốc.",
            Severity.NOTE,
            node.address,
            (span.start, span.end),
        )


def characters(source: Source) -> Iterator[Finding]:
    """Letters that only look right, letters that nobody can read, accents apart from letters."""
    if source.was_decomposed:
        yield Finding(
            "characters",
            "Tệp ghi dấu tách rời khỏi chữ; phần mềm đã chuẩn hóa, "
            "hãy lưu lại tệp theo bảng mã Unicode dựng sẵn.",
            Severity.NOTE,
        )
    if not _SUSPECT.search(source.text):
        return
    yield from _mixed(source.text)
    if found := _UNREADABLE.search(source.text):
        yield Finding(
            "characters",
            "Có ký tự không đọc được; hãy đối chiếu với bản gốc và sửa lại.",
            Severity.WARNING,
            span=found.span(),
        )


def _mixed(text: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for found in _OTHER_ALPHABET.finditer(text):
        if len(seen) == _MOST:
            return
        if found[0] in seen or not _MIXED.search(found[0]):
            continue
        seen.add(found[0])
        yield Finding(
            "characters",
            f"“{found[0]}” lẫn chữ cái của bảng chữ khác; hãy gõ lại từ này.",
            Severity.WARNING,
            span=found.span(),
        )
