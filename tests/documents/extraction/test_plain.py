"""Plain text in every encoding that it comes in."""

import unicodedata
from pathlib import Path

import pytest

from nhanai.base.encodings import to_tcvn3, to_vni
from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.limits import CannotRead
from nhanai.documents.extraction.plain import RUBBISH, read_plain

WORDS = (
    "Hội Chữ thập đỏ tỉnh phối hợp với các sở, ban, ngành tổ chức vận động hiến máu tình nguyện, "
    "bảo đảm chỉ tiêu được giao hằng năm; báo cáo kết quả về Ủy ban nhân dân tỉnh."
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16"),
        (WORDS.encode("utf-16-le"), "utf-16"),
        (to_vni(WORDS).encode("cp1252"), "vni"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    content = read_plain(data)

    assert (content.text, content.encoding) == (WORDS, encoding)


def test_tcvn3_is_recognised() -> None:
    words = WORDS.replace("Ủy", "ủy")

    content = read_plain(to_tcvn3(words).encode("latin-1"))

    assert (content.text, content.encoding) == (words, "tcvn3")


def test_accents_written_apart_are_joined_and_said() -> None:
    content = read_plain(unicodedata.normalize("NFD", WORDS).encode())

    assert (content.text, content.was_decomposed) == (WORDS, True)


def test_line_ends_are_one_kind_and_unseen_characters_go() -> None:
    content = read_plain("a\r\nb\rc\u00a0d\u200b\u00ade\f".encode())

    assert content.text == "a\nb\nc de\f"


def test_markdown_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("**ỦY BAN**\n\n| a | b |\n", encoding="utf-8")

    source = extract(path)

    assert (source.text, source.format) == ("**ỦY BAN**\n\n| a | b |\n", "md")


def test_rubbish_is_refused() -> None:
    with pytest.raises(CannotRead) as refusal:
        read_plain(bytes(range(256)) * 40)

    assert refusal.value.message == RUBBISH
