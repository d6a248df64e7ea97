"""The words of official paper agree with what the reading knows."""

from nhanai.documents.reading.source import FileFormat
from nhanai.documents.vocab import CONTENT_TYPES, RULE_NAMES, TASK_RULES


def test_every_format_that_is_read_may_be_entered_and_no_other() -> None:
    assert set(CONTENT_TYPES) == {f".{one}" for one in FileFormat}


def test_the_findings_that_ask_something_of_a_task_have_names() -> None:
    assert set(RULE_NAMES) >= TASK_RULES
