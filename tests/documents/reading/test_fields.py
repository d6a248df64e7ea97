"""Field lines and brackets that say who leads, who helps and when."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import Task

pytestmark = pytest.mark.nodb


def tasks(*body: str) -> tuple[Task, ...]:
    return engine.read(a_source("\n\n".join(["KẾ HOẠCH", "Tên", "II. NỘI DUNG", *body]))).tasks


def test_a_bracket_says_who_leads_and_who_helps() -> None:
    (task,) = tasks("1. Kiện toàn tổ chức (Sở Nội vụ chủ trì, phối hợp với Sở Y tế).")

    assert [(one.agency, one.lead) for one in task.assignees] == [("Sở Nội vụ", True)]
    assert task.coordinating == ("Sở Y tế",)


def test_a_field_of_doers_may_say_who_leads_and_who_helps() -> None:
    (task,) = tasks(
        "1. Truyền thông",
        "- Mở chuyên mục.",
        "- Phân công: Sở Y tế chủ trì; Báo Lai Châu phối hợp.",
    )

    assert [(one.agency, one.lead) for one in task.assignees] == [("Sở Y tế", True)]
    assert task.coordinating == ("Báo Lai Châu",)


def test_a_sentence_beside_a_field_of_time_keeps_its_agency() -> None:
    (task,) = tasks("1. Kiểm tra", "Sở Y tế chủ trì kiểm tra.", "Thời gian thực hiện: Hằng năm.")

    assert [one.agency for one in task.assignees] == ["Sở Y tế"]
    assert task.recurrence == "annual"


def test_an_assembly_s_office_is_one_body() -> None:
    (task,) = tasks("1. Chuẩn bị hội trường", "- Chủ trì: Văn phòng HĐND và UBND phường")

    assert [one.agency for one in task.assignees] == ["Văn phòng HĐND và UBND phường"]
