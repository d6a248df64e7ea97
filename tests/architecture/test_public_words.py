"""Every word of a public page is there in Vietnamese and in English."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from nhanai.base.wording import LANGUAGES, both_of, words_of

pytestmark = pytest.mark.nodb
SOURCE = Path(__file__).parents[2] / "src" / "nhanai"


def words_used() -> dict[str, set[str]]:
    """The words that public templates say, by the room they lie in."""
    used: dict[str, set[str]] = defaultdict(set)
    for page in SOURCE.glob("*/templates/**/*.*"):
        used[page.relative_to(SOURCE).parts[0]] |= set(
            re.findall(r"\bt\.([a-z_]+)", page.read_text("utf-8"))
        )
    return {room: words for room, words in used.items() if words}


@pytest.mark.parametrize("room", sorted(words_used()))
def test_every_word_that_a_page_says_is_there_in_both_languages(room: str) -> None:
    used = words_used()[room]
    words = {language: words_of(language, "nhanai.web", f"nhanai.{room}") for language in LANGUAGES}

    assert [used - set(words[language]) for language in LANGUAGES] == [set(), set()]
    assert [one for one in used if words["vi"][one] == words["en"][one]] == []


@pytest.mark.parametrize("room", sorted(words_used()))
def test_every_sentence_is_written_in_both_languages(room: str) -> None:
    for key, both in both_of(f"nhanai.{room}").items():
        assert sorted(both) == sorted(LANGUAGES), key
        assert all(both.values()), key
