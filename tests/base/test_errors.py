"""A refusal carries its sentence and every finding at once."""

import pytest

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity

pytestmark = pytest.mark.nodb


def test_a_refusal_carries_its_sentence_and_its_findings() -> None:
    findings = [
        Finding("number-missing", "Hãy ghi số."),
        Finding("task-undated", "Hãy ghi thời hạn.", Severity.NOTE),
    ]

    refusal = Refused("Chưa thể xác nhận.", findings)

    assert str(refusal) == refusal.message == "Chưa thể xác nhận."
    assert refusal.findings == tuple(findings)
    assert [finding.blocking for finding in refusal.findings] == [True, False]
