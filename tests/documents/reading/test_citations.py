"""Other documents are recognised by number and by name, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.reading import a_joined, a_node

from nhanai.documents.reading.citations import CitationMention, collect, find, mentions

pytestmark = pytest.mark.nodb


def said(text: str) -> list[CitationMention]:
    return mentions(a_joined(text))


def the_one(text: str) -> CitationMention:
    (mention,) = said(text)
    return mention


@pytest.mark.parametrize(
    ("text", "kind", "reference", "rule"),
    [
        ("Nghị định số 45/2010/NĐ-CP", "Nghị định", "45/2010/NĐ-CP", "state-number"),
        ("Nghị định 33/2012/NĐ-CP", "Nghị định", "33/2012/NĐ-CP", "state-number"),
        ("Quyết định số 895/QĐ-TTg", "Quyết định", "895/QĐ-TTg", "state-number"),
        ("Quyết định số 895/ QĐ-TTg", "Quyết định", "895/QĐ-TTg", "state-number"),
        ("Quyết định số 895/QĐ–TTg", "Quyết định", "895/QĐ-TTg", "state-number"),
        ("Thông báo số 254 /TB-PCTT", "Thông báo", "254/TB-PCTT", "state-number"),
        ("Quyết định số 02110/QĐ-UBND", "Quyết định", "02110/QĐ-UBND", "state-number"),
        ("Tờ trình số 231/TTr-CTĐ", "Tờ trình", "231/TTr-CTĐ", "state-number"),
        ("Hướng dẫn số 143/HD-TƯHCTĐ", "Hướng dẫn", "143/HD-TƯHCTĐ", "state-number"),
        ("Nghị định số 45/CP", "Nghị định", "45/CP", "state-number"),
        ("Công văn 12/UBND-VX", "Công văn", "12/UBND-VX", "state-number"),
        ("Quy định số 22-QĐi/TU", "Quy định", "22-QĐi/TU", "party-number"),
        ("Công văn số 7788/UBND-Vx3", "Công văn", "7788/UBND-Vx3", "state-number"),
        (
            "Thông tư liên tịch 03/2015/TTLT/BYT-BNV",
            "Thông tư liên tịch",
            "03/2015/TTLT/BYT-BNV",
            "joint-number",
        ),
        ("Chương trình 09-CTrHĐ/TU", "Chương trình", "09-CTrHĐ/TU", "party-number"),
        ("Nghị quyết số 12/2024/NQ-HĐND", "Nghị quyết", "12/2024/NQ-HĐND", "state-number"),
        ("văn bản số 1552/BTTTT-TTH", "Công văn", "1552/BTTTT-TTH", "state-number"),
        ("Văn bản hợp nhất số 12/VBHN-VPQH", "Văn bản hợp nhất", "12/VBHN-VPQH", "state-number"),
        ("Kết luận số 44-KL/TW", "Kết luận", "44-KL/TW", "party-number"),
        ("văn bản số 213-KL/TW", "Kết luận", "213-KL/TW", "party-number"),
        ("Công văn số 1176-CV/TU", "Công văn", "1176-CV/TU", "party-number"),
        ("Nghị quyết số 19 - NQ/TW", "Nghị quyết", "19-NQ/TW", "party-number"),
        (
            "Chương trình hành động số 10-CTr/TU",
            "Chương trình hành động",
            "10-CTr/TU",
            "party-number",
        ),
        ("Luật số 11/2008/QH12", "Luật", "11/2008/QH12", "assembly-number"),
        ("NGHỊ QUYẾT SỐ 1670/NQ-UBTVQH15", "Nghị quyết", "1670/NQ-UBTVQH15", "assembly-number"),
        ("số 02/2020/UBTVQH14", "Pháp lệnh", "02/2020/UBTVQH14", "assembly-number"),
        (
            "Thông tư liên tịch số 02/2013/TTLT-BNV-BTC",
            "Thông tư liên tịch",
            "02/2013/TTLT-BNV-BTC",
            "joint-number",
        ),
        (
            "Quy chế phối hợp 49/QCPH-UBND-UBMT-HCTĐ",
            "Quy chế phối hợp",
            "49/QCPH-UBND-UBMT-HCTĐ",
            "joint-number",
        ),
    ],
)
def test_a_number_is_read_in_every_style(text: str, kind: str, reference: str, rule: str) -> None:
    sentence = f"theo {text}, các cơ quan"

    mention = the_one(sentence)

    assert (mention.kind, mention.reference, mention.rule) == (kind, reference, rule)
    assert sentence[mention.start : mention.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "trực 24/24 giờ, mưa 100-250mm/đợt, ngày 26/7/2023, 5.000 m3/ngày",
        "tỷ lệ 1/500, tại Km12/QL4D và nhà số 17/2",
        "theo mẫu số 01/KH-CTĐ",
        "tổ dân phố số 5/Khu Trung tâm",
        "theo QCVN 102:2016/BTTTT",
        "Quyết định số /QĐ-TTg ngày tháng năm 2025",
        "Luật sư và Hội Luật gia tỉnh tuyên truyền pháp luật; Luật và các văn bản",
        "góp ý dự án Luật Phòng bệnh",
        "Trường Đại học Luật Hà Nội",
    ],
)
def test_what_only_looks_like_a_document_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "date",
    [
        "ngày 26/7/2023",
        ", ngày 26-7-2023",
        "ngày 26.7.2023",
        "ngày 26 tháng 7 năm 2023",
        "ban hành ngày 26/07/2023",
        "(26/7/2023)",
        "của Thủ tướng Chính phủ ngày 26/7/2023",
    ],
)
def test_the_date_after_a_number_is_its_own(date: str) -> None:
    assert the_one(f"Quyết định số 895/QĐ-TTg {date} về").date == "2023-07-26"


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert the_one("Quyết định số 895/QĐ-TTg ngày 31/6/2023").date is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Kết luận số 44-KL/TW của Ban Bí thư và Quyết định", "Ban Bí thư"),
        ("Chỉ thị số 43-CT/TW của Ban Bí thư khóa X về", "Ban Bí thư khóa X"),
        (
            "Thông tư số 07/2014/TT-BGDĐT của Bộ Giáo dục và Đào tạo quy định",
            "Bộ Giáo dục và Đào tạo",
        ),
        (
            "Quyết định 1/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch ban hành",
            "Bộ Văn hóa, Thể thao và Du lịch",
        ),
        ("Quyết định 1/QĐ-BKHĐT của Bộ Kế hoạch và Đầu tư về", "Bộ Kế hoạch và Đầu tư"),
        ("Kế hoạch số 283/KH-UBND của Uỷ ban nhân dân Tỉnh về", "Uỷ ban nhân dân Tỉnh"),
        ("Công văn số 1176-CV/TU của Tỉnh ủy quán triệt", "Tỉnh ủy"),
        ("Quyết định 895/QĐ-TTg của Thủ tướng Chính phủ ban hành Kế hoạch", "Thủ tướng Chính phủ"),
        ("đề nghị của Hội Chữ thập đỏ tỉnh tại Tờ trình số 231/TTr-CTĐ", "Hội Chữ thập đỏ tỉnh"),
        (
            "Hướng dẫn 1-HD/TW của Ban Chấp hành Trung ương khóa XII, các",
            "Ban Chấp hành Trung ương khóa XII",
        ),
        ("Nghị định số 1/2024/NĐ-CP quy định", None),
    ],
)
def test_the_issuer_ends_where_its_name_ends(text: str, issuer: str | None) -> None:
    assert the_one(text).issuer == issuer


def test_an_issuer_who_speaks_at_the_next_document_is_not_that_of_the_last() -> None:
    first, second = said(
        "chỉ đạo của Bộ Chính trị tại thông báo số 99-TB/TW ngày 21/11/2025, "
        "của Ban Bí thư tại văn bản số 213-KL/TW"
    )

    assert (first.issuer, second.issuer) == ("Bộ Chính trị", "Ban Bí thư")


def test_a_list_shares_kind_date_and_issuer() -> None:
    text = (
        "Các Công điện: số 007/CĐ-UBND ngày 17/11/2025, số 008/CĐ-UBND và số 009/CĐ-UBND ngày "
        "19/11/2025; số 010/CĐ-UBND ngày 20/11/2025 của UBND tỉnh về khẩn trương"
    )

    found = [(one.kind, one.reference, one.date, one.issuer) for one in said(text)]

    assert found == [
        ("Công điện", "007/CĐ-UBND", "2025-11-17", "UBND tỉnh"),
        ("Công điện", "008/CĐ-UBND", "2025-11-19", "UBND tỉnh"),
        ("Công điện", "009/CĐ-UBND", "2025-11-19", "UBND tỉnh"),
        ("Công điện", "010/CĐ-UBND", "2025-11-20", "UBND tỉnh"),
    ]


def test_a_document_of_another_year_takes_no_date_from_its_neighbour() -> None:
    first, second = said("Nghị định số 45/2010/NĐ-CP và Nghị định số 33/2012/NĐ-CP ngày 13/4/2012")

    assert (first.date, second.date) == (None, "2012-04-13")


def test_numbers_may_share_a_symbol() -> None:
    text = "các Quyết định số 385, 386/QĐ-UBND ngày 30/7/2025"

    first, second = said(text)

    assert (first.reference, second.reference) == ("385/QĐ-UBND", "386/QĐ-UBND")
    assert first.date == second.date == "2025-07-30"
    assert (text[first.start : first.end], first.rule) == ("Quyết định số 385", "number-list")
    assert text[second.start : second.end] == "386/QĐ-UBND ngày 30/7/2025"


def test_numbers_of_the_party_may_share_a_symbol_too() -> None:
    references = [one.reference for one in said("các Nghị quyết số 18 và 19-NQ/TW")]

    assert references == ["18-NQ/TW", "19-NQ/TW"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Luật Ngân sách nhà nước và khả năng cân đối", "Luật Ngân sách nhà nước"),
        ("Luật Hoạt động Chữ thập đỏ nhằm phát huy", "Luật Hoạt động Chữ thập đỏ"),
        ("Điều 59 Luật Tài nguyên nước năm 2023.", "Luật Tài nguyên nước"),
        (
            "Luật Tiêu chuẩn và quy chuẩn kỹ thuật trên địa bàn",
            "Luật Tiêu chuẩn và quy chuẩn kỹ thuật",
        ),
        ("Luật Phòng, chống thiên tai và quy định", "Luật Phòng, chống thiên tai"),
        ("Luật Khám bệnh, chữa bệnh, các cơ sở", "Luật Khám bệnh, chữa bệnh"),
        ("Luật Một Tên Mới nhằm bảo đảm", "Luật Một Tên Mới"),
        ("Bộ luật Lao động năm 2019", "Bộ luật Lao động"),
        ("Hiến pháp năm 2013 và pháp luật", "Hiến pháp"),
        ("THI HÀNH LUẬT VIỆC LÀM TRÊN ĐỊA BÀN", "Luật Việc làm"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược với",
            "Luật sửa đổi, bổ sung một số điều của Luật Dược",
        ),
        (
            "LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT DƯỢC TRÊN ĐỊA BÀN",
            "Luật sửa đổi, bổ sung một số điều của Luật Dược",
        ),
    ],
)
def test_the_name_of_a_law_ends_where_the_sentence_goes_on(text: str, name: str) -> None:
    mention = the_one(text)

    assert (mention.name, mention.reference, mention.rule) == (name, None, "law-by-name")


def test_laws_that_follow_each_other_are_two() -> None:
    names = [one.name for one in said("Luật Ngân sách nhà nước, Luật Đầu tư công và pháp luật")]

    assert names == ["Luật Ngân sách nhà nước", "Luật Đầu tư công"]


def test_a_law_named_with_its_number_is_one_document() -> None:
    mention = the_one("Luật Hoạt động chữ thập đỏ (số 11/2008/QH12) ngày 03/6/2008 của Quốc hội")

    assert mention.name == "Luật Hoạt động chữ thập đỏ"
    assert (mention.reference, mention.date) == ("11/2008/QH12", "2008-06-03")


def test_each_document_is_collected_once_with_every_place() -> None:
    nodes = [
        a_node("Nghị định 33/2012/NĐ-CP; Luật Hoạt động Chữ thập đỏ", address="I.1"),
        a_node("Nghị định số 33/2012/NĐ-CP ngày 13/4/2012 của Chính phủ", address="I.2"),
        a_node("Luật Hoạt động chữ thập đỏ số 11/2008/QH12", address="I.3"),
        a_node("Quyết định số 12/QĐ-UBND; Kế hoạch số 12/QĐ-UBND", address="I.4"),
    ]

    citations = collect(nodes)

    assert [(one.kind, one.reference, [m.address for m in one.mentions]) for one in citations] == [
        ("Nghị định", "33/2012/NĐ-CP", ["I.1", "I.2"]),
        ("Luật", "11/2008/QH12", ["I.1", "I.3"]),
        ("Quyết định", "12/QĐ-UBND", ["I.4"]),
        ("Kế hoạch", "12/QĐ-UBND", ["I.4"]),
    ]
    assert (citations[0].date, citations[0].issuer) == ("2012-04-13", "Chính phủ")
    assert citations[1].name == "Luật Hoạt động Chữ thập đỏ"


def test_the_documents_own_number_and_what_surrounds_the_text_are_not_cited() -> None:
    nodes = [
        a_node("Số: 617/KH-UBND", kind="letterhead"),
        a_node("(Kèm theo Kế hoạch số 617/KH-UBND ngày 01/12/2025)", kind="paragraph"),
        a_node("- Lưu: VT, theo Công văn 5/UBND-VX", kind="recipient"),
    ]

    assert find(nodes, own="617/KH-UBND") == ()


@pytest.mark.parametrize(
    ("own", "cited"),
    [
        ("09/CT-UBND", "Chỉ thị số 9/CT-UBND"),
        ("44/KL/TW", "Kết luận số 44-KL/TW"),
        ("12/KH-UBND", "Kế hoạch số 12 /KH-UBND"),
    ],
)
def test_the_own_number_is_known_however_it_is_written(own: str, cited: str) -> None:
    assert find([a_node(f"ban hành kèm theo {cited}")], own) == ()


@given(st.text(alphabet="Luật Nghị định số 1/20QĐ-TTgKLW ,;()ngày37", max_size=80))
def test_any_text_is_read_and_every_mention_stands_inside_it(text: str) -> None:
    for mention in said(text):
        assert 0 <= mention.start < mention.end <= len(text)
