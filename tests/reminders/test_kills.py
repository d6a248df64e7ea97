"""The keeper of time is killed while it sends; nobody gets two mails and nothing is forgotten."""

from pathlib import Path

import pytest
from benchmarks.kills import killed
from tests.builders.databases import Ready


@pytest.mark.slow
@pytest.mark.nodb
def test_killed_again_and_again_it_doubles_nothing_and_forgets_nothing(
    tmp_path: Path, ready: Ready
) -> None:
    ready.fill(tmp_path)

    outcome = killed(kills=4, people=60, folder=tmp_path)

    assert outcome.kills == 4
    assert outcome.faults == []
    assert outcome.acknowledged > 0
