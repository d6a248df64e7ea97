"""Every act has words, so that the journal is read by people who never see the code."""

import ast
import re
from pathlib import Path

import pytest

from nhanai.journal.vocab import VERBS
from nhanai.units.vocab import ActKind

pytestmark = pytest.mark.nodb

ROOMS = "|".join(
    [
        *("units", "periods", "identity", "facts", "people", "documents", "activities", "figures"),
        *("exchange", "api"),
        *("plans", "reporting", "submissions", "reminders", "desk"),
    ]
)
SHAPE = re.compile(rf"({ROOMS})\.[a-z_-]+")
SOURCE = Path(__file__).parents[2] / "src" / "nhanai"


def verbs_in_the_source() -> set[str]:
    """Every text of the acts that is shaped like a verb, and those made of the kind of an act."""
    paths = [*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/**/*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    # What is done once is named by `act=` too, and is no verb of the journal.
    once = {id(node.value) for node in nodes if isinstance(node, ast.keyword) and node.arg == "act"}
    texts = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in once
    }
    made = {f"units.{kind.lower()}" for kind in ActKind if kind not in {"UNDO", "LOAD"}}
    return made | {text for text in texts if SHAPE.fullmatch(text)}


def test_every_verb_has_words_and_no_words_are_left_of_one_that_is_gone() -> None:
    assert verbs_in_the_source() == set(VERBS), "correct VERBS in journal/vocab.py"


def test_words_are_written_as_a_sentence_begins() -> None:
    assert [words for words in VERBS.values() if words[:1] != words[:1].upper()] == []
