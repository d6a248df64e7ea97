"""Hard wraps and sentences cut by a page break are joined; the rest stays apart."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import lines, paragraphs
from nhanai.documents.reading.paragraphs import Paragraph

pytestmark = pytest.mark.nodb


def paragraphs_of(text: str) -> list[Paragraph]:
    seen, emphasis = lines.of(a_source(text))
    return paragraphs.of(seen, emphasis)


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(text)]


def test_wrapped_lines_between_empty_ones_are_one_paragraph() -> None:
    text = (
        "- Rà soát các\nđịa phương.\n\n- Báo cáo Ủy ban\nnhân dân tỉnh.\n\n- Mở lớp.\n\n- Kết thúc."
    )

    assert texts(text)[:2] == ["- Rà soát các địa phương.", "- Báo cáo Ủy ban nhân dân tỉnh."]


def test_a_sentence_cut_by_a_page_break_is_joined_and_the_place_is_kept() -> None:
    (paragraph,) = paragraphs_of("- Thực hiện theo định hướng của\n\nTỉnh ủy và các cấp.")

    assert paragraph.text == "- Thực hiện theo định hướng của Tỉnh ủy và các cấp."
    assert [paragraph.text[:at].rstrip() for at in paragraph.broken_at] == [
        "- Thực hiện theo định hướng của"
    ]


def test_a_finished_sentence_is_not_joined() -> None:
    assert texts("Rà soát xong.\n\ncác đơn vị báo cáo.") == ["Rà soát xong.", "các đơn vị báo cáo."]


def test_a_mark_alone_waits_for_its_title() -> None:
    assert texts("**IV.\nPHÂN CÔNG NHIỆM VỤ**") == ["IV. PHÂN CÔNG NHIỆM VỤ"]


def test_a_number_inside_a_wrapped_sentence_is_no_mark() -> None:
    first = "- Cấp phát bằng ca nô, xuồng máy, phương tiện cơ động, ưu tiên địa bàn cấp độ"
    text = f"{first}\n1. Cấp ngay mì tôm.\n\n- Sơ tán dân.\n\n- Báo cáo.\n\n- Kết thúc."

    assert texts(text)[0] == f"{first} 1. Cấp ngay mì tôm."


def test_where_no_empty_line_parts_them_a_short_last_line_ends_a_paragraph() -> None:
    text = (
        "Theo bản tin của Đài Khí tượng Thủy văn tỉnh, từ đêm 24/7 có mưa to đến rất to\n"
        "trên diện rộng.\n"
        "Để chủ động ứng phó, Ban Chỉ huy yêu cầu các huyện thực hiện nghiêm các nội dung\n"
        "sau:\n"
        "1. Theo dõi chặt chẽ diễn biến mưa lũ.\n"
        "2. Sơ tán dân."
    )

    assert [len(paragraph) for paragraph in texts(text)] == [94, 85, 38, 14]


def test_cells_of_a_scraped_table_stay_apart() -> None:
    assert texts("|\nNơi nhận:\n|\nKT. CHỦ TỊCH\n|") == ["Nơi nhận:", "KT. CHỦ TỊCH"]
