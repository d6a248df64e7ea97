"""A measure that praises a wrong reading would be worse than none."""

from pathlib import Path
from typing import Any

import pytest

from nhanai.documents.reading.scoring import Ratio, same_agency, score

ROOT = Path(__file__).parents[3]


def reading(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (any part of the JSON)
    task = {
        "text": "Chủ trì, phối hợp với Hội Chữ thập đỏ tỉnh khám bệnh nhân đạo.",
        "assignees": [{"agency": "Sở Y tế", "lead": True}],
        "coordinating": ["Hội Chữ thập đỏ tỉnh"],
        "due": None,
        "recurrence": None,
    }
    return {
        "kind": {"code": "KH", "name": "Kế hoạch"},
        "number": "7",
        "symbol": "KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "sections": [{"title": "Sở Y tế"}],
        "citations": [{"reference": "45/2010/NĐ-CP"}],
        "tasks": [task],
        "recipients": ["Sở Y tế;"],
        "signer": {"authority": None, "capacity": None, "position": "CHỦ TỊCH", "name": "Lò A"},
        **changes,
    }


TRUTH: dict[str, Any] = {
    "doc_type": "Kế hoạch",
    "number": "7",
    "symbol": "KH-UBND",
    "issuer": "UBND tỉnh Lai Châu",
    "place": "Lai Châu",
    "sections": [{"title": "Sở Y tế"}],
    "legal_refs": [{"number": "45/2010/NĐ-CP"}],
    "assignments": [
        {
            "agency": "Sở Y tế",
            "text_start": "Chủ trì, phối hợp với Hội Chữ thập",
            "lead": True,
            "coordinating": ["Hội Chữ thập đỏ tỉnh"],
            "deadline": None,
            "periodicity": None,
        }
    ],
    "recipients": ["Sở Y tế;"],
    "signer": {"authority": None, "capacity": None, "position": "CHỦ TỊCH", "name": "Lò A"},
}


def test_a_reading_that_says_the_truth_scores_one_everywhere() -> None:
    parts = score(reading(), TRUTH).parts()

    assert [ratio.f1 for _, ratio in parts] == [1.0] * 7


def test_a_task_given_to_the_wrong_agency_counts_as_missed_and_as_wrong() -> None:
    said = reading()
    said["tasks"][0]["assignees"] = [{"agency": "Công an tỉnh", "lead": True}]

    assert score(said, TRUTH).tasks == Ratio(right=0, found=1, wanted=1)


def test_an_agency_for_content_that_names_nobody_is_not_counted_against_the_reading() -> None:
    said = reading()
    extra = {**said["tasks"][0], "text": "Tăng cường tuyên truyền về công tác nhân đạo."}
    said["tasks"].append(extra)
    truth = {**TRUTH, "unassigned_tasks": [{"text_start": "Tăng cường tuyên truyền"}]}

    assert score(said, truth).tasks == Ratio(right=1, found=1, wanted=1)


def test_a_citation_too_many_lowers_the_score() -> None:
    said = reading(citations=[{"reference": "45/2010/NĐ-CP"}, {"reference": "1/2011/NĐ-CP"}])

    assert score(said, TRUTH).citations.f1 == pytest.approx(2 / 3)


def test_a_wrong_lead_costs_a_detail_and_leaves_the_task() -> None:
    said = reading()
    said["tasks"][0]["assignees"][0]["lead"] = False

    result = score(said, TRUTH)

    assert result.tasks.f1 == 1.0
    assert result.details == Ratio(right=3, found=4, wanted=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân xã", "Ủy ban nhân dân xã"),
        ("Đề nghị Công an tỉnh", "Công an tỉnh"),
        ("Giao Sở Y tế", "Sở Y tế"),
    ],
)
def test_one_agency_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert same_agency(one, other)


def test_two_departments_are_two() -> None:
    assert not same_agency("Sở Y tế", "Sở Nội vụ")
