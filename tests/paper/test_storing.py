"""A paper that was kept as JSON comes back the same."""

import json

import pytest
from hypothesis import given
from tests.paper.papers import a_report, papers

from nhanai.paper.storing import from_json, printable, to_json
from nhanai.paper.values import OfficialPaper

pytestmark = pytest.mark.nodb


@given(papers)
def test_a_paper_comes_back_from_json_as_it_was(paper: OfficialPaper) -> None:
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


def test_what_no_page_can_show_is_left_out() -> None:
    paper = a_report(subject="Ho\u0323\u0302i\x00 nghi\u0323\tlần\u200b 1\ud800", place="Lai\nChâu")

    clean = printable(paper)

    assert (clean.subject, clean.place) == ("Hội nghị lần 1", "Lai\nChâu")


def test_a_block_of_no_kind_is_refused() -> None:
    data = to_json(a_report())
    data["body"][0]["block"] = "sound"

    with pytest.raises(ValueError, match="sound"):
        from_json(data)
