"""Good models told to everybody: what such a text may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding

LONGEST: Final = 6_000
LONGEST_TITLE: Final = 200
_NUMBERS: Final = re.compile(r"(?:\d[\s.\-]?){9,12}(?!\d)")
"""Nine to twelve figures in a row: a phone, an identity card, an account."""
_MONEY: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Story:
    """The text in Vietnamese, and in English where somebody wrote it."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The text as it is set."""
        return _paragraphs(self.text)

    @property
    def paragraphs_en(self) -> list[str]:
        """The same in English; nothing where nobody wrote it."""
        return _paragraphs(self.text_en)


def _paragraphs(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in text.split("\n"))
    return [part for part in parts if part]


def faults_of(story: Story, consent: str) -> Iterator[Finding]:
    """Everything that keeps the story from being published."""
    if not story.title.strip():
        yield Finding("story-title", "Nhập tên của điển hình, mô hình.", where="title")
    if not story.paragraphs:
        yield Finding("story-text", "Viết vài câu để công chúng đọc.", where="text")
    if not consent.strip():
        message = "Ghi ai đã đồng ý cho công bố, ngày nào, bằng cách nào."
        yield Finding("story-consent", message, where="consent")
    for where, longest in (("title", LONGEST_TITLE), ("title_en", LONGEST_TITLE),
                           ("text", LONGEST), ("text_en", LONGEST)):  # fmt: skip
        said = getattr(story, where)
        if len(said) > longest:
            yield Finding(f"story-{where}-long", f"Viết gọn, không quá {longest} chữ.", where=where)
        if _NUMBERS.search(_MONEY.sub(" ", said)):
            message = "Bỏ số điện thoại, số giấy tờ, số tài khoản ra khỏi bài."
            yield Finding(f"story-{where}-number", message, where=where)
    if bool(story.title_en.strip()) != bool(story.paragraphs_en):
        message = "Viết cả tên và bài bằng tiếng Anh, hoặc để trống cả hai."
        yield Finding("story-english", message, where="text_en")
