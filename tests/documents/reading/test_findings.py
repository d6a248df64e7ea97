"""Each fault of a document is found, said in a sentence and shown at its place."""

import pytest
from tests.builders.reading import (
    Catalogue,
    a_node,
    a_reading,
    a_signer,
    a_source,
    a_task,
    nodes_labelled,
)

from nhanai.base.findings import Finding, Severity
from nhanai.documents.reading.citations import find
from nhanai.documents.reading.findings import check
from nhanai.documents.reading.model import (
    DateParts,
    EndedAgency,
    Joined,
    KnownLaw,
    Node,
    Reading,
)

pytestmark = pytest.mark.nodb

OLD = KnownLaw("Nghị định", "45/2010/NĐ-CP", "2010-04-21", "Quy định về hội", ("126/2024/NĐ-CP",))
SCHOOLS = KnownLaw(
    "Thông tư", "07/2014/TT-BGDĐT", "2014-03-14", "Hoạt động chữ thập đỏ trong trường học", ()
)


def found(reading: Reading, knowledge: Catalogue | None = None) -> list[Finding]:
    return list(check(reading, a_source(), knowledge))


def messages(*nodes: Node, knowledge: Catalogue | None = None) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in found(a_reading(*nodes), knowledge)]


def test_a_sound_document_has_no_findings() -> None:
    node = a_node("Thực hiện Quyết định số 895/QĐ-TTg ngày 26/7/2023. Từ từ, luôn luôn chú ý.")

    assert found(a_reading(node, tasks=(a_task(),)), Catalogue(OLD)) == []


def test_a_document_without_number_and_day_says_so() -> None:
    reading = a_reading(number=None, date=DateParts(2023, 9, None))

    assert [(one.rule, one.message, one.span) for one in found(reading)] == [
        (
            "number-missing",
            (
                "Văn bản chưa có số (chỉ có ký hiệu KH-UBND); "
                "hãy bổ sung số khi văn bản được ban hành."
            ),
            (3, 12),
        ),
        (
            "date-incomplete",
            "Ngày ban hành còn thiếu ngày; hãy bổ sung theo bản chính thức.",
            (20, 40),
        ),
    ]


def test_a_document_without_date_symbol_signer_and_recipients_says_so() -> None:
    reading = a_reading(number=None, symbol=None, date=None, signer=None, recipients=())

    assert [one.message for one in found(reading)] == [
        "Văn bản chưa có số; hãy bổ sung số khi văn bản được ban hành.",
        "Ngày ban hành còn thiếu ngày, tháng, năm; hãy bổ sung theo bản chính thức.",
        "Khối chữ ký thiếu chức vụ và họ tên người ký; hãy đối chiếu với bản chính thức.",
        "Không thấy mục “Nơi nhận”; hãy kiểm tra văn bản đã đủ trang cuối chưa.",
    ]


def test_a_chairman_signs_for_the_committee() -> None:
    without = a_reading(signer=a_signer(authority=None))
    department = a_reading(
        issuer="Sở Y tế",
        signer=a_signer(authority=None, capacity=None, position="GIÁM ĐỐC", name=None),
    )

    assert [(one.message, one.span) for one in found(without)] == [
        ("Khối chữ ký thiếu “TM. ỦY BAN NHÂN DÂN”; hãy đối chiếu với bản chính thức.", (100, 140))
    ]
    assert [one.message for one in found(department)] == [
        "Khối chữ ký thiếu họ tên người ký; hãy đối chiếu với bản chính thức."
    ]


def test_a_signer_without_position_is_incomplete() -> None:
    reading = a_reading(issuer=None, signer=a_signer(capacity=None, position=None))

    assert [one.message for one in found(reading)] == [
        "Khối chữ ký thiếu chức vụ người ký; hãy đối chiếu với bản chính thức."
    ]


def test_a_year_that_does_not_fit_names_the_document_probably_meant() -> None:
    text = "Thông tư số 07/2017/TT-BGDĐT, ngày 14/3/2014; Thông tư số 07/2017/TT-BGDĐT"
    node = a_node(text, address="III.5.-1")

    (finding,) = found(a_reading(node), Catalogue(SCHOOLS))

    assert finding == Finding(
        "citation-year",
        "Thông tư số 07/2017/TT-BGDĐT ghi năm 2017 trong số hiệu nhưng đề ngày 14/3/2014; "
        "hãy kiểm tra lại số và ngày. Danh mục có Thông tư số 07/2014/TT-BGDĐT ngày 14/3/2014 "
        "“Hoạt động chữ thập đỏ trong trường học”: có thể là văn bản định dẫn.",
        Severity.WARNING,
        "III.5.-1",
        (0, 44),
    )


def test_a_year_that_does_not_fit_is_said_without_a_catalogue_too() -> None:
    node = a_node("Thông tư số 07/2017/TT-BGDĐT, ngày 14/3/2014")
    said = "ghi năm 2017 trong số hiệu nhưng đề ngày 14/3/2014; hãy kiểm tra lại số và ngày."

    assert messages(node) == [("citation-year", f"Thông tư số 07/2017/TT-BGDĐT {said}")]
    assert messages(node, knowledge=Catalogue(OLD)) == messages(node)


def test_one_document_with_two_dates_is_a_conflict() -> None:
    nodes = (
        a_node("Quyết định số 12/QĐ-UBND ngày 01/02/2025", address="I.1"),
        a_node("Quyết định số 12/QĐ-UBND; Quyết định số 12/QĐ-UBND ngày 02/02/2025", address="I.2"),
    )

    (finding,) = found(a_reading(*nodes))

    assert (finding.rule, finding.where) == ("citation-conflict", "I.2")
    assert finding.message == (
        "Quyết định số 12/QĐ-UBND được dẫn với các ngày khác nhau (ngày 01/02/2025 và ngày "
        "02/02/2025); hãy thống nhất một ngày."
    )


def test_a_date_that_the_catalogue_has_otherwise_is_a_conflict() -> None:
    assert messages(
        a_node("Thông tư 07/2014/TT-BGDĐT ngày 15/3/2014"), knowledge=Catalogue(SCHOOLS)
    ) == [
        (
            "citation-conflict",
            (
                "Thông tư số 07/2014/TT-BGDĐT được dẫn với ngày 15/3/2014, danh mục ghi ngày "
                "14/3/2014; hãy kiểm tra lại ngày ban hành."
            ),
        )
    ]


def test_a_replaced_decree_is_named_with_its_successor_once() -> None:
    nodes = (a_node("Nghị định 45/2010/NĐ-CP"), a_node("Nghị định số 45/2010/NĐ-CP"))

    assert messages(*nodes, knowledge=Catalogue(OLD)) == [
        (
            "citation-superseded",
            (
                "Nghị định số 45/2010/NĐ-CP nay đã được thay thế bởi 126/2024/NĐ-CP; "
                "hãy áp dụng văn bản đang có hiệu lực."
            ),
        )
    ]


def test_a_number_of_another_kind_is_not_taken_for_the_catalogues() -> None:
    assert messages(a_node("Công văn số 45/2010/NĐ-CP"), knowledge=Catalogue(OLD)) == []


def test_citations_already_found_are_not_looked_for_again() -> None:
    node = a_node("Thông tư số 07/2017/TT-BGDĐT, ngày 14/3/2014")

    assert check(a_reading(node), a_source(), None, find([node])) == tuple(found(a_reading(node)))
    assert check(a_reading(node), a_source(), None, ()) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("các phong trào thi đua thi đua yêu nước", "thi đua thi đua"),
        ("trách nhiệm của của các cấp", "của của"),
        ("trong các khu khu công nghiệp", "khu khu"),
        ("tổ chức thực hiện tổ chức thực hiện tốt", "tổ chức thực hiện tổ chức thực hiện"),
    ],
)
def test_words_said_twice_are_found(text: str, words: str) -> None:
    assert messages(a_node(text)) == [
        ("words-repeated", f"Lặp từ: “{words}”; hãy kiểm tra và bỏ phần thừa.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "từ từ, ngày ngày, luôn luôn, đều đều, thường thường, xã xã",
        "hộ gia đình, hộ gia đình chính sách",
        "theo công văn của Công văn phòng",
        "mãi mãi mãi mãi",
        "các nhà thầu thi công công trình; hệ thống truyền thông thông tin kịp thời",
        "Hội và Hội của tỉnh; trên cơ sở đó, trên cơ sở này",
    ],
)
def test_reduplication_is_no_fault(text: str) -> None:
    assert messages(a_node(text)) == []


@pytest.mark.parametrize("kind", ["signature", "afterword"])
def test_words_outside_the_text_are_not_judged(kind: str) -> None:
    assert messages(a_node("thi đua thi đua", kind=kind)) == []


def test_a_sentence_cut_by_a_page_is_shown_at_the_cut() -> None:
    joined = Joined("định hướng của Tỉnh ủy, Ban Cán sự", ((0, 0, 14), (15, 20, 19)))
    node = Node("I.1.-3", "bullet", 1, "-", joined, "I.1", "bullet", (15,))

    (finding,) = found(a_reading(node))

    assert (finding.rule, finding.severity, finding.where) == (
        "text-broken",
        Severity.NOTE,
        "I.1.-3",
    )
    assert finding.message == (
        "Câu bị ngắt giữa chừng (“… hướng của / Tỉnh ủy, Ban Cán …”) đã được nối lại; "
        "hãy đối chiếu với bản gốc."
    )


@pytest.mark.parametrize(
    ("labels", "rule", "said"),
    [
        (["I", "II", "III"], "roman", []),
        (["I", "II", "IV"], "roman", ["Sau mục II là mục IV: thiếu mục III; hãy kiểm tra lại."]),
        (
            ["I", "II", "II"],
            "roman",
            ["Có hai mục II liền nhau; hãy kiểm tra, mục sau có thể là III."],
        ),
        (
            ["II", "III"],
            "roman",
            ["Thứ tự bắt đầu từ mục II; hãy kiểm tra có thiếu mục trước đó không."],
        ),
        (
            ["1", "3", "2"],
            "number",
            [
                "Sau mục 1 là mục 3: thiếu mục 2; hãy kiểm tra lại.",
                "Sau mục 3 lại đến mục 2; hãy kiểm tra thứ tự.",
            ],
        ),
        (["2.1", "2.3"], "subnumber", ["Sau mục 2.1 là mục 2.3: thiếu mục 2.2; hãy kiểm tra lại."]),
        (["a", "b", "c", "d", "đ", "e", "g"], "letter", []),
        (
            ["c", "d", "e"],
            "letter",
            [
                "Thứ tự bắt đầu từ điểm c; hãy kiểm tra có thiếu điểm trước đó không.",
                "Sau điểm d là điểm e: thiếu điểm đ; hãy kiểm tra lại.",
            ],
        ),
        (["A", "C"], "capital", ["Sau mục A là mục C: thiếu mục B; hãy kiểm tra lại."]),
        (["D1", "D3"], "article", ["Sau Điều 1 là Điều 3: thiếu Điều 2; hãy kiểm tra lại."]),
        (
            ["CI", "CIII"],
            "chapter",
            ["Sau Chương I là Chương III: thiếu Chương II; hãy kiểm tra lại."],
        ),
        (["-", "-"], "bullet", []),
        (["f", "a1"], "letter", []),
    ],
)
def test_labels_follow_each_other(labels: list[str], rule: str, said: list[str]) -> None:
    assert [message for _, message in messages(*nodes_labelled(*labels, rule=rule))] == said


def test_articles_go_on_from_chapter_to_chapter_and_begin_again_in_an_annex() -> None:
    first = nodes_labelled("D1", "D2", rule="article", parent="C1")
    second = nodes_labelled("D3", rule="article", parent="C2")
    annex = [a_node("Điều 1", address="PL.D1", kind="article", label="D1", rule="article")]

    assert messages(*first, *second, *annex) == []


def test_an_item_begins_again_under_another_heading() -> None:
    first = nodes_labelled("1", "2", rule="number", parent="I")
    second = nodes_labelled("1", "2", rule="number", parent="II")

    assert messages(*first, *second) == []


def test_tasks_without_agency_or_time_are_pointed_out() -> None:
    tasks = (a_task(agencies=(), address="II.1.-1"), a_task(recurrence=None, address="III.1.-1"))

    assert [(one.rule, one.severity, one.where) for one in found(a_reading(tasks=tasks))] == [
        ("task-unassigned", Severity.WARNING, "II.1.-1"),
        ("task-undated", Severity.NOTE, "III.1.-1"),
    ]


def test_an_agency_is_unknown_or_ended_once() -> None:
    ended = EndedAgency("Sở Ngoại vụ", "2025-03-01", ("Văn phòng UBND tỉnh",), is_verified=False)
    many = EndedAgency("UBND các huyện", "2025-07-01", tuple("ABCDE"), is_verified=True)
    alone = EndedAgency("Ban cũ", "2025-07-01", (), is_verified=True)
    reading = a_reading(
        tasks=(
            a_task(agencies=("Sở Ngoại vụ", "Sở Mới"), coordinating=("UBND các huyện", "Sở Lạ")),
            a_task(agencies=("SỞ NGOẠI VỤ",), coordinating=("Ủy ban nhân dân các huyện",)),
        ),
        recipients=("Ban cũ;",),
    )
    knowledge = Catalogue(ended=(ended, many, alone), unknown=("Sở Mới", "Sở Lạ"))

    assert [(one.rule, one.message) for one in found(reading, knowledge)] == [
        (
            "agency-ended",
            (
                "“Sở Ngoại vụ” đã kết thúc hoạt động từ ngày 01/3/2025, nhiệm vụ do Văn phòng "
                "UBND tỉnh tiếp nhận (chưa kiểm chứng); hãy xác định đơn vị thực hiện hiện nay."
            ),
        ),
        (
            "agency-unknown",
            "“Sở Mới” không có trong danh mục đơn vị; hãy chọn đơn vị tương ứng.",
        ),
        (
            "agency-ended",
            (
                "“UBND các huyện” đã kết thúc hoạt động từ ngày 01/7/2025, nhiệm vụ do A, B, C, D "
                "và 1 đơn vị khác tiếp nhận; hãy xác định đơn vị thực hiện hiện nay."
            ),
        ),
        (
            "agency-ended",
            (
                "“Ban cũ” đã kết thúc hoạt động từ ngày 01/7/2025; "
                "hãy xác định đơn vị thực hiện hiện nay."
            ),
        ),
    ]


def test_letters_of_another_alphabet_and_broken_ones_are_pointed_out() -> None:
    source = a_source(
        "Kế hoạch c\u1ee7a t\u1ec9nh s\u043e s\u043e \u041c\u043e\u0441\ufffd", was_decomposed=True
    )

    assert [(one.rule, one.message, one.span) for one in check(a_reading(), source)] == [
        (
            "characters",
            (
                "Tệp ghi dấu tách rời khỏi chữ; phần mềm đã chuẩn hóa, "
                "hãy lưu lại tệp theo bảng mã Unicode dựng sẵn."
            ),
            None,
        ),
        (
            "characters",
            "“s\u043e” lẫn chữ cái của bảng chữ khác; hãy gõ lại từ này.",
            (18, 20),
        ),
        (
            "characters",
            "Có ký tự không đọc được; hãy đối chiếu với bản gốc và sửa lại.",
            (27, 28),
        ),
    ]


def test_a_text_full_of_mixed_letters_is_not_said_word_by_word() -> None:
    source = a_source(" ".join(f"a{chr(0x430 + n)}" for n in range(30)))

    assert len(check(a_reading(), source)) == 20
    assert check(a_reading(), a_source("plain")) == ()
