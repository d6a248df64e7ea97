"""The command that prints how good the reading is."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def test_a_folder_without_truth_is_named_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=str(tmp_path)):
        call_command("score_reading", str(tmp_path))


@pytest.mark.samples
@pytest.mark.slow
@pytest.mark.skipif(not SAMPLES.exists(), reason="the public sample documents are not beside us")
def test_the_five_documents_with_truth_are_read_as_an_officer_reads_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("score_reading", str(SAMPLES))

    whole = capsys.readouterr().out.splitlines()[-1]
    figures = [float(word) for word in whole.split() if word.replace(".", "").isdigit()]
    tasks, citations, heading, signer, *_ = figures
    assert tasks >= 0.97
    assert citations >= 0.98
    assert heading >= 0.95
    assert signer >= 0.95
