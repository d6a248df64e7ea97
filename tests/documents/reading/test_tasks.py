"""Who is charged with what: each shape in which a document gives a task."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import Assignee, Task
from nhanai.documents.reading.tasks import coordination, roles
from nhanai.documents.reading.tasks.roles import Role

pytestmark = pytest.mark.nodb


def tasks(*body: str) -> tuple[Task, ...]:
    return engine.read(a_source("\n\n".join(["KẾ HOẠCH", "Tên", *body]))).tasks


def charged(*body: str) -> list[tuple[str, list[str]]]:
    return [(task.address, [one.agency for one in task.assignees]) for task in tasks(*body)]


DUTIES = "III. TỔ CHỨC THỰC HIỆN"


def test_bullets_under_an_agency_heading() -> None:
    assert charged(DUTIES, "1. Sở Y tế", "- Khám bệnh miễn phí.", "- Cấp thuốc cho dân.") == [
        ("III.1.-1", ["Sở Y tế"]),
        ("III.1.-2", ["Sở Y tế"]),
    ]


def test_a_paragraph_under_an_agency_heading() -> None:
    assert charged(DUTIES, "3. Sở Tài chính", "Tham mưu bố trí kinh phí.") == [
        ("III.3.p1", ["Sở Tài chính"])
    ]


def test_a_request_is_marked_and_a_heading_of_several_is_parted() -> None:
    (task,) = tasks(
        DUTIES, "9. Đề nghị Hội Nông dân tỉnh và các tổ chức xã hội", "Vận động hội viên."
    )

    assert [(one.agency, one.requested) for one in task.assignees] == [
        ("Hội Nông dân tỉnh", True),
        ("các tổ chức xã hội", True),
    ]


def test_an_order_inside_the_heading_of_others_charges_its_own_agency() -> None:
    assert charged("8. Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành",
                   "a) Tuyên truyền pháp luật.",
                   "b) Giao Công an thành phố xử lý vi phạm.") == [
        ("8.a", ["Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành"]),
        ("8.b", ["Công an thành phố"]),
    ]  # fmt: skip


def test_an_item_that_ends_with_a_colon_charges_for_the_lines_under_it() -> None:
    assert charged("8. Các sở", "d) Giao Ban Quản lý khu công nghiệp có trách nhiệm:",
                   "- Duy trì cấp nước.", "- Vận động doanh nghiệp.") == [
        ("8.d.-1", ["Ban Quản lý khu công nghiệp"]),
        ("8.d.-2", ["Ban Quản lý khu công nghiệp"]),
    ]  # fmt: skip


def test_an_introduction_charges_items_that_name_nobody() -> None:
    intro = "Văn phòng đề nghị các sở, ngành triển khai các nội dung sau:"

    (first, second) = tasks(intro, "1. Theo dõi thời tiết.", "2. Chủ đầu tư chỉ đạo nhà thầu.")

    assert [(one.agency, one.requested) for one in first.assignees] == [("các sở, ngành", True)]
    assert [one.agency for one in second.assignees] == ["Chủ đầu tư"]


def test_headings_that_name_agencies_overrule_the_introduction() -> None:
    intro = "Chủ tịch yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:"

    assert charged(intro, "1. Tiết kiệm nước trong sản xuất.", "2. Sở Y tế", "- Khám bệnh.") == [
        ("1", []),
        ("2.-1", ["Sở Y tế"]),
    ]


def test_a_collective_of_a_sentence_is_one_party_with_its_parts() -> None:
    (task,) = tasks(DUTIES, "1. Các sở, ngành và Ủy ban nhân dân các xã xây dựng kế hoạch.")

    assert [(one.agency, one.parts) for one in task.assignees] == [
        (
            "Các sở, ngành và Ủy ban nhân dân các xã",
            ("Các sở, ngành", "Ủy ban nhân dân các xã"),
        )
    ]


def test_aims_and_situation_hold_no_task() -> None:
    assert charged("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "- Nâng cao nhận thức.", "2. Yêu cầu",
                   "- Các sở chỉ đạo thực hiện.", "II. TÌNH HÌNH", "- Mưa lớn.") == []  # fmt: skip


def test_money_holds_a_task_only_where_a_body_is_charged() -> None:
    assert charged("III. KINH PHÍ", "1. Kinh phí từ ngân sách nhà nước.",
                   "2. Sở Tài chính chủ trì bố trí kinh phí.") == [
        ("III.2", ["Sở Tài chính"])
    ]  # fmt: skip


def test_content_that_names_nobody_is_a_task_without_agency_in_its_group() -> None:
    (task,) = tasks("II. NỘI DUNG", "1. Tuyên truyền", "- Phát thanh trên loa.")

    assert (task.assignees, task.group) == ((), "II.1")


def test_closing_clauses_are_no_tasks() -> None:
    assert charged(DUTIES, "1. Sở Y tế", "- Khám bệnh.",
                   "2. Trong quá trình thực hiện, nếu có vướng mắc, phản ánh về Sở Y tế.",
                   "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ triển khai thực hiện./.") == [
        ("III.1.-1", ["Sở Y tế"])
    ]  # fmt: skip


def test_a_further_paragraph_of_an_item_belongs_to_its_task() -> None:
    (first, _) = tasks("11. Các đơn vị cấp nước", "a) Mở rộng mạng lưới cấp nước.",
                       "Đối với công trình mới, ưu tiên nước mặt.", "b) Đấu nối.")  # fmt: skip

    assert first.text == "Mở rộng mạng lưới cấp nước. Đối với công trình mới, ưu tiên nước mặt."
    assert first.nodes == ("11.a", "11.a.p1")


def test_field_lines_say_who_with_whom_and_when() -> None:
    (task,) = tasks("II. NỘI DUNG", "1. Rà soát văn bản", "- Cơ quan chủ trì: Sở Tư pháp.",
                    "- Cơ quan phối hợp: Các sở, ngành; UBND các xã.",
                    "- Thời hạn: trước ngày 15/12/2026.", "- Sản phẩm: Báo cáo.")  # fmt: skip

    assert (task.address, task.text, task.product) == ("II.1", "Rà soát văn bản", "Báo cáo")
    assert [(one.agency, one.lead) for one in task.assignees] == [("Sở Tư pháp", True)]
    assert task.coordinating == ("Các sở, ngành", "UBND các xã")
    assert task.due is not None
    assert task.due.date == "2026-12-15"


def test_where_an_agency_is_named_is_told_by_node_and_source() -> None:
    source = a_source(
        "KẾ HOẠCH\n\nTên\n\nII. NỘI DUNG\n\n1. Rà soát\n\n- Cơ quan chủ trì: Sở Y tế."
    )

    reading = engine.read(source)

    (one,) = reading.tasks[0].assignees
    (node,) = [node for node in reading.nodes if node.address == one.node]
    assert one.span is not None
    assert source.text[one.span.start : one.span.end] == "Sở Y tế"
    assert node.content.text[one.node_start : one.node_end] == "Sở Y tế"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ trì, phối hợp với Sở Y tế, Sở Nội vụ tổ chức", ("Sở Y tế", "Sở Nội vụ")),
        ("Phối hợp các lực lượng và UBND các xã huy động", ("các lực lượng", "UBND các xã")),
        ("Phối hợp, tham gia các hoạt động", ()),
        ("Phối hợp huy động nguồn vốn", ()),
        ("theo Quy chế phối hợp giữa UBND tỉnh và Hội", ()),
        ("Chỉ đạo các đơn vị liên quan phối hợp lực lượng tại chỗ", ()),
    ],
)
def test_coordinators_are_named_after_phoi_hop(text: str, expected: tuple[str, ...]) -> None:
    assert coordination.coordinating(text) == expected


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Chủ trì điều phối hàng hỗ trợ", True),
        ("Là cơ quan đầu mối, theo dõi", True),
        ("Thường trực; chủ trì vận động", True),
        ("Tiếp tục chủ trì, phối hợp", True),
        ("Thông qua đầu mối Sở Công Thương", False),
        ("Cơ quan được phân công chủ trì lập dự toán", False),
        ("Phối hợp với Sở Tài chính chủ trì lập dự toán", False),
    ],
)
def test_an_agency_leads_only_where_it_is_said_of_it(text: str, leads: bool) -> None:
    assert coordination.is_led_by(text, Assignee("Sở Y tế", False, False, None, "heading")) is leads


@pytest.mark.parametrize(
    ("title", "above", "role"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", Role.OPEN, Role.AIM),
        ("ĐÁNH GIÁ TÌNH HÌNH THIỆT HẠI", Role.OPEN, Role.AIM),
        ("NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM", Role.OPEN, Role.CONTENT),
        ("MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP", Role.OPEN, Role.CONTENT),
        ("TỔ CHỨC THỰC HIỆN", Role.OPEN, Role.DUTY),
        ("KINH PHÍ - NGUỒN HUY ĐỘNG", Role.OPEN, Role.MEANS),
        ("Kiểm tra, sơ kết, báo cáo tình hình", Role.CONTENT, Role.CONTENT),
        ("Tổ chức tuyên truyền, nâng cao nhận thức, trách nhiệm", Role.CONTENT, Role.CONTENT),
        ("Đối tượng", Role.AIM, Role.AIM),
        ("Yêu cầu Sở Y tế", Role.OPEN, Role.OPEN),
    ],
)
def test_a_section_is_for_what_its_title_says(title: str, above: Role, role: Role) -> None:
    assert roles.role_of(title, above) is role


def test_an_order_in_the_prose_of_a_letter_is_a_task() -> None:
    letter = (
        "Số: 12/UBND-NN\n\nV/v ứng phó mưa lũ\n\nKính gửi: Các sở, ban, ngành.\n\n"
        "Ngày 10/5/2025 có mưa lớn.\n\n"
        "UBND tỉnh yêu cầu Sở Y tế báo cáo, hoàn thành trước ngày 15/5/2025.\n\n"
        "Giao Sở Nội vụ tổng hợp."
    )

    found = engine.read(a_source(letter)).tasks

    assert [(task.address, task.assignees[0].agency) for task in found] == [
        ("p2", "Sở Y tế"),
        ("p3", "Sở Nội vụ"),
    ]


def test_names_after_a_shared_head_are_each_an_agency() -> None:
    (task,) = tasks(
        DUTIES, "1. Các Sở: Y tế, Văn hóa, Thể thao và Du lịch, Nội vụ", "Phổ biến luật."
    )

    assert [one.agency for one in task.assignees] == [
        "Sở Y tế",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Nội vụ",
    ]
