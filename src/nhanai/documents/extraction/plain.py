"""Reads .txt and .md: finds the encoding, keeps the text as it stands."""

import re
from unicodedata import is_normalized, normalize

from nhanai.base.encodings import decode
from nhanai.documents.extraction.composing import Content, clean
from nhanai.documents.extraction.limits import LINES, TOO_LONG, CannotRead

RUBBISH = (
    "Tệp không phải là văn bản đọc được. "
    "Hãy dùng tệp .docx, .pdf, .doc, .odt, .txt, .md hoặc .html."
)
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SAMPLE = 200_000
_TOLERATED = 0.01


def decoded(data: bytes) -> tuple[str, str]:
    """The text of the bytes and the encoding that they are in; rubbish is refused."""
    if data.count(b"\n") > LINES * 2:
        raise CannotRead(TOO_LONG)
    text, encoding = decode(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(8, len(sample) * _TOLERATED):
        raise CannotRead(RUBBISH)
    return text, encoding


def read_plain(data: bytes) -> Content:
    """Text without format: only line ends, accents and unseen characters are made alike."""
    text, encoding = decoded(data)
    text = _LINE_END.sub("\n", text)
    composed = is_normalized("NFC", text)
    text = clean(text if composed else normalize("NFC", text))
    return Content(text, encoding=encoding, was_decomposed=not composed)
