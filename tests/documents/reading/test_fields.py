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


def test_lettered_fields_in_italics_are_fields() -> None:
    (task,) = tasks(
        "1. Truyền thông", "*a) Nội dung:* Tổ chức lễ phát động.",
        "*b) Đơn vị thực hiện:* Sở Y tế.", "*c) Thời gian:* Quý I năm 2026.",
    )  # fmt: skip

    assert task.text == "Truyền thông: Tổ chức lễ phát động."
    assert [one.agency for one in task.assignees] == ["Sở Y tế"]
    assert task.due is not None


def test_what_a_field_of_content_lists_is_a_task_each() -> None:
    found = tasks(
        "1. Truyền thông", "a) Nội dung:", "- Tổ chức lễ phát động.", "- Phát tờ rơi.",
        "b) Đơn vị chủ trì: Sở Y tế.",
    )  # fmt: skip

    assert [(task.text, [one.agency for one in task.assignees]) for task in found] == [
        ("Tổ chức lễ phát động.", ["Sở Y tế"]),
        ("Phát tờ rơi.", ["Sở Y tế"]),
    ]
