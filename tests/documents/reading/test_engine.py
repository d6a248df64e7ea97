"""Reading any text never fails, and everything found stands in the source."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.reading import a_source

from nhanai.documents.reading import engine, lines, output
from nhanai.documents.reading.model import Joined, Span

pytestmark = pytest.mark.nodb

PIECES = st.sampled_from(
    [
        "KẾ HOẠCH", "Số: 12/KH-UBND", "Lai Châu, ngày 01 tháng 9 năm 2023", "I. MỤC ĐÍCH",
        "II.",
        "1. Sở Y tế", "2. Đề nghị: Hội Nông dân tỉnh", "- Chủ trì, phối hợp với",
        "+ Giao Sở Nội vụ:",
        "a) Thời gian: Quý I", "đ) ", "**Sở", "Y tế:** Khám", "|", "| STT | Nội dung | Chủ trì |",
        "| 1 | Rà soát | Sở Y tế |", "STT", "Nội dung", "Cơ quan chủ trì", "PHỤ LỤC I", "Nơi nhận:",
        "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Lò Văn Mẫu", "[1] Xã A", "Điều 1. B",
        "Các cơ quan, đơn vị, địa phương", "trước ngày 15/12/2026.", "(Kèm theo", "định hướng của",
        "Trong quá trình thực hiện, nếu có vướng mắc", "./.", "\f", "\t", "   ", "…", "1.1.1 C",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(
    st.tuples(PIECES | st.text(max_size=30), st.sampled_from(["\n", "\n\n", " ", ""])), max_size=40
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_everything_found_stands_in_the_source_under_an_address_of_its_own(text: str) -> None:
    reading = engine.read(a_source(text))

    spans = [
        *(node.content.span() for node in reading.nodes),
        *(task.span for task in reading.tasks),
        *(one.span for task in reading.tasks for one in task.assignees if one.span),
        *reading.heading_spans.values(),
    ]
    assert [span for span in spans if not 0 <= span.start <= span.end <= len(text)] == []
    taken = Counter(node.address for node in reading.nodes)
    assert [address for address, times in taken.items() if times > 1] == []


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_a_nodes_words_are_those_of_the_source(text: str) -> None:
    reading = engine.read(a_source(text))

    assert [
        (at, node.address)
        for node in reading.nodes
        for at, source, length in node.content.runs
        if node.content.text[at : at + length] != text[source : source + length]
    ] == []


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_every_task_names_nodes_that_exist_and_prints_as_json(text: str) -> None:
    source = a_source(text)
    reading = engine.read(source)

    printed = output.to_json(reading, source)

    known = {node["address"] for node in printed["nodes"]}
    named = {address for task in printed["tasks"] for address in task["nodes"]}
    assert named - known == set()


@given(st.text(alphabet="ab *\\<\t|#", max_size=60))
def test_what_is_seen_of_a_line_stands_in_it(text: str) -> None:
    content = lines.visible(text, 0, len(text))

    assert all(
        content.text[at : at + length] == text[source : source + length]
        for at, source, length in content.runs
    )


def test_a_joined_text_tells_where_its_parts_stand() -> None:
    joined = Joined("của Tỉnh ủy", ((0, 10, 3), (4, 20, 7)))

    assert joined.span() == Span(10, 27)
    assert joined.span(4, 8) == Span(20, 24)
    assert joined.part(4, 8) == Joined("Tỉnh", ((0, 20, 4),))
    assert joined.place_of(22) == 6


def test_an_empty_text_gives_an_empty_reading() -> None:
    reading = engine.read(a_source(""))

    assert (reading.kind, reading.nodes, reading.tasks, reading.signer) == (None, (), (), None)


def test_a_list_that_never_ends_its_colons_stays_shallow() -> None:
    reading = engine.read(a_source("1. Gồm:\n" * 400))

    assert max(node.level for node in reading.nodes) <= 12


def test_web_page_furniture_after_the_signature_gives_no_task() -> None:
    text = (
        "KẾ HOẠCH\n\nTên\n\n1. Sở Y tế khám bệnh.\n\nNơi nhận:\n- Lưu: VT.\n\n"
        "CHỦ TỊCH\n\nLò Văn Mẫu\n\n"
        "Văn bản này chưa cập nhật nội dung Tiếng Anh\n\n- Bạn vừa bị đăng xuất khỏi tài khoản."
    )

    reading = engine.read(a_source(text))

    assert [task.address for task in reading.tasks] == ["1"]
    assert [node.kind for node in reading.nodes][-2:] == ["afterword", "afterword"]


def test_footnotes_after_the_signature_are_kept() -> None:
    text = "KẾ HOẠCH\n\nTên\n\n1. Việc[1].\n\nNơi nhận:\n- Lưu: VT.\n\n[1] Xã Phú Mỡ,\nXã Ô Loan."

    reading = engine.read(a_source(text))

    assert [(node.kind, node.content.text) for node in reading.nodes][-1] == (
        "footnote",
        "[1] Xã Phú Mỡ, Xã Ô Loan.",
    )
