"""Every act has words, so that the journal is read by people who never see the code."""

import ast
import re
from pathlib import Path

import pytest

from nhanai.aid.vocab import AddressState
from nhanai.journal.vocab import VERBS
from nhanai.units.vocab import ActKind

pytestmark = pytest.mark.nodb

ROOMS = "|".join(
    [
        *("units", "periods", "identity", "facts", "people", "documents", "activities", "figures"),
        *("exchange", "api", "ledger", "banking", "stock", "aid", "funds", "allocation"),
        *("publishing", "feedback", "distributions", "trips"),
        *("plans", "reporting", "submissions", "reminders", "desk"),
    ]
)
SHAPE = re.compile(rf"({ROOMS})\.[a-z_-]+")
ONCE = {
    *("ledger.approve_vouchers", "ledger.settle_vouchers", "stock.moved", "stock.received"),
}
"""What is done once, named in its place and not by `act=`."""
SOURCE = Path(__file__).parents[2] / "src" / "nhanai"


def verbs_in_the_source() -> set[str]:
    """Every text of the acts that is shaped like a verb, and those made of the kind of an act."""
    paths = [*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/**/*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    # What is done once is named by `act=` too, and is no verb of the journal; nor is a constant
    # that names where an entry of the books or a fact came from.
    once = {id(node.value) for node in nodes if isinstance(node, ast.keyword) and node.arg == "act"}
    once |= {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and all(
            isinstance(one, ast.Name) and one.id.isupper()
            for one in (node.targets if isinstance(node, ast.Assign) else [node.target])
        )
    }
    texts = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in once
    }
    made = {f"units.{kind.lower()}" for kind in ActKind if kind not in {"UNDO", "LOAD"}}
    made |= {f"aid.{state.lower()}" for state in AddressState if state != AddressState.SURVEYED}
    return made | {text for text in texts if SHAPE.fullmatch(text)} - ONCE


def test_every_verb_has_words_and_no_words_are_left_of_one_that_is_gone() -> None:
    assert verbs_in_the_source() == set(VERBS), "correct VERBS in journal/vocab.py"


def test_words_are_written_as_a_sentence_begins() -> None:
    assert [words for words in VERBS.values() if words[:1] != words[:1].upper()] == []
