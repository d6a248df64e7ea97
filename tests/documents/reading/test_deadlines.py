"""By when, how often and to whom, with the words as printed."""

import datetime as dt

import pytest
from tests.builders.reading import a_joined

from nhanai.documents.reading.citations import mentions
from nhanai.documents.reading.deadlines import of_field, of_sentence, report_to

pytestmark = pytest.mark.nodb

ISSUED = dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    ("sentence", "words", "date", "rule"),
    [
        (
            "tặng quà trước ngày 25 tháng Chạp cho hộ nghèo",
            "trước ngày 25 tháng Chạp",
            None,
            "lunar-day",
        ),
        ("báo cáo ca bệnh trong vòng 24 giờ.", "trong vòng 24 giờ", None, "within-hours"),
        (
            "Rà soát, hoàn thành trước ngày 31/12/2025 và báo cáo",
            "hoàn thành trước ngày 31/12/2025",
            "2025-12-31",
            "before-day",
        ),
        (
            "Sửa nhà, chậm nhất trước ngày 31/01/2026.",
            "chậm nhất trước ngày 31/01/2026",
            "2026-01-31",
            "before-day",
        ),
        (
            "gửi kết quả trước ngày 15 tháng 12 năm 2025.",
            "trước ngày 15 tháng 12 năm 2025",
            "2025-12-15",
            "before-day",
        ),
        (
            "Chậm nhất đến hết ngày 20-3-2026 phải xong",
            "Chậm nhất đến hết ngày 20-3-2026",
            "2026-03-20",
            "before-day",
        ),
        (
            "gửi trước ngày 15/12 để tổng hợp",
            "trước ngày 15/12",
            "2025-12-15",
            "before-day-and-month",
        ),
        (
            "gửi trước ngày 15/6 để tổng hợp",
            "trước ngày 15/6",
            "2026-06-15",
            "before-day-and-month",
        ),
        (
            "Hoàn thành trong quý I năm 2026.",
            "Hoàn thành trong quý I năm 2026",
            "2026-03-31",
            "within-quarter",
        ),
        ("xong trước quý II/2026", "xong trước quý II/2026", "2026-03-31", "within-quarter"),
        (
            "báo cáo trước 17:00 ngày 22/12/2025.",
            "trước 17:00 ngày 22/12/2025",
            "2025-12-22",
            "before-day",
        ),
        (
            "phát động ngay trong ngày 05/12/2025",
            "ngay trong ngày 05/12/2025",
            "2025-12-05",
            "on-day",
        ),
        (
            "trong năm 2026 hoàn thành việc",
            "trong năm 2026 hoàn thành",
            "2026-12-31",
            "within-year",
        ),
        ("trước 16h00 thứ Sáu hằng tuần", "trước 16h00 thứ Sáu hằng tuần", None, "day-every-week"),
        ("hằng tháng (trước ngày 25) báo cáo", "trước ngày 25", None, "day-of-the-month"),
        ("tổ chức trong Quí I", "trong Quí I", "2026-03-31", "within-quarter"),
        (
            "thực hiện trong tháng 5 năm 2026",
            "trong tháng 5 năm 2026",
            "2026-05-31",
            "within-month",
        ),
        (
            "hoàn thành trước tháng 6/2026",
            "hoàn thành trước tháng 6/2026",
            "2026-05-31",
            "within-month",
        ),
        (
            "hoàn thành việc sáp nhập trong năm 2026",
            "hoàn thành việc sáp nhập trong năm 2026",
            "2026-12-31",
            "within-year",
        ),
        (
            "gửi trong thời hạn 15 ngày kể từ ngày ban hành.",
            "trong thời hạn 15 ngày kể từ ngày ban hành",
            None,
            "within-days",
        ),
        (
            "báo cáo trước 19h00’ hằng ngày và đột xuất khi cần thiết.",
            "trước 19h00’ hằng ngày và đột xuất khi cần thiết",
            None,
            "time-every-day",
        ),
        (
            "báo cáo 02 lần/ngày (trước 9h00’ và 16h00’) về",
            "báo cáo 02 lần/ngày (trước 9h00’ và 16h00’)",
            None,
            "times-a-day",
        ),
        (
            "trước ngày 01/6 và 15/11 hằng năm (hoặc đột xuất khi có yêu cầu) báo cáo",
            "trước ngày 01/6 và 15/11 hằng năm (hoặc đột xuất khi có yêu cầu)",
            None,
            "day-every-year",
        ),
        ("chậm nhất ngày 15/12 hằng năm", "chậm nhất ngày 15/12 hằng năm", None, "day-every-year"),
        ("trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng", None, "day-every-month"),
        ("trước tháng 12 hằng năm", "trước tháng 12 hằng năm", None, "month-every-year"),
        (
            "định kỳ 6 tháng (trước ngày 15/6) và năm",
            "trước ngày 15/6",
            None,
            "before-day-and-month",
        ),
    ],
)
def test_a_deadline_keeps_its_words(sentence: str, words: str, date: str | None, rule: str) -> None:
    due = of_sentence(sentence, ISSUED).due

    assert due is not None
    assert (due.text, due.date, due.rule) == (words, date, rule)
    assert sentence[due.start : due.end] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Quyết định số 895/QĐ-TTg ngày 26/7/2023 của Thủ tướng Chính phủ",
        "đối với công trình xây dựng trước ngày 01/7/2025",
        "Từ ngày 15/11 đến ngày 20/11/2025 xảy ra mưa lớn",
        "phát triển kinh tế - xã hội đến năm 2030",
        "được tiếp cận hỗ trợ trong 24 giờ đầu",
        "trước hết, tập trung vào quý khách",
        "hoàn thành trước ngày 31/6/2026 và trước tháng 13/2026",
    ],
)
def test_a_date_is_no_deadline_without_the_word_that_makes_it_one(sentence: str) -> None:
    due = of_sentence(sentence, ISSUED).due

    assert due is None or due.date is None


def test_the_first_deadline_counts() -> None:
    sentence = "hoàn thành trước ngày 31/12/2025; xây lại nhà chậm nhất trước ngày 31/01/2026"

    due = of_sentence(sentence).due

    assert due is not None
    assert due.date == "2025-12-31"


def test_a_quarter_without_a_year_has_no_day_while_the_documents_own_is_unknown() -> None:
    due = of_sentence("hoàn thành trong quý I").due

    assert due is not None
    assert due.date is None
    assert of_sentence("gửi trước ngày 15/12").due is not None


@pytest.mark.parametrize(
    ("sentence", "recurrence"),
    [
        ("báo cáo trước 06h00 và 15h00 hằng ngày", "twice-daily"),
        ("Báo cáo 6 tháng trước ngày 10/6, năm trước ngày 30/11 về UBND huyện", "semiannual"),
        ("định kỳ hàng năm báo cáo UBND tỉnh", "annual"),
        ("hằng năm tổ chức Tháng Nhân đạo", "annual"),
        ("Xây dựng kế hoạch hằng năm và tổ chức thực hiện", "annual"),
        ("trước ngày 01/6 và 15/11 hằng năm báo cáo", "semiannual"),
        ("Định kỳ 6 tháng, hằng năm tổng hợp, báo cáo", "semiannual"),
        ("02 lần/năm tổ chức hiến máu", "semiannual"),
        ("6 tháng một lần", "semiannual"),
        ("Định kỳ hằng quý báo cáo", "quarterly"),
        ("trước ngày 10 của tháng cuối quý", "quarterly"),
        ("ba tháng một lần kiểm tra", "quarterly"),
        ("báo cáo trước ngày 25 hằng tháng", "monthly"),
        ("các Trung tâm y tế báo cáo hằng ngày.", "daily"),
        ("báo cáo 02 lần/ngày", "twice-daily"),
        ("họp 2 lần/tuần", "periodic-unspecified"),
        ("giao ban hằng tuần", "periodic-unspecified"),
        ("báo cáo tháng, báo cáo quý gửi Sở Y tế", "monthly"),
        ("báo cáo quý, báo cáo năm", "quarterly"),
        ("báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12", "semiannual"),
        ("báo cáo năm 2025 và báo cáo quý IV", None),
        ("Chủ động, thường xuyên theo dõi", "continuous"),
        ("9 tháng một lần", "periodic-unspecified"),
        ("Thường xuyên kiểm tra chất lượng nước", "continuous"),
        ("Chủ trì điều phối; cập nhật thường xuyên số lượng hàng", "continuous"),
        ("Cập nhật liên tục tình hình ngập sâu", "continuous"),
        ("Sở Y tế thường xuyên kiểm tra, giám sát", "continuous"),
        ("tổ chức trực ban 24/24 giờ", "continuous"),
        ("Định kỳ tổng hợp báo cáo kết quả", "periodic-unspecified"),
        ("thanh tra theo định kỳ hoặc đột xuất", "periodic-unspecified"),
        ("thông tin kịp thời, thường xuyên về tài nguyên nước", None),
        ("hoạt động cấp nước đảm bảo liên tục; xây dựng giải pháp", None),
        ("xây dựng kế hoạch tổ chức hoạt động thường xuyên báo cáo đề xuất", None),
        ("theo Nghị quyết hằng năm của Hội đồng nhân dân", None),
        ("bố trí từ nguồn ngân sách nhà nước hằng năm", None),
        ("nước sinh hoạt hằng ngày của người dân", None),
        ("trợ cấp hằng tháng cho trẻ mồ côi", None),
        ("kinh phí chi thường xuyên theo quy định", None),
        ("Bộ Tài chính bố trí kinh phí chi thường xuyên trong dự toán", None),
        ("Phân bổ hàng hóa theo đúng nhu cầu", None),
    ],
)
def test_a_sentence_says_how_often(sentence: str, recurrence: str | None) -> None:
    assert of_sentence(sentence, ISSUED).recurrence == recurrence


@pytest.mark.parametrize(
    ("field", "words", "date", "recurrence"),
    [
        ("Quí IV-2025", "Quí IV-2025", "2025-12-31", None),
        ("Quý I, II/2026", "Quý I, II/2026", "2026-06-30", None),
        ("Tháng 12/2025", "Tháng 12/2025", "2025-12-31", None),
        ("12/2025", "12/2025", "2025-12-31", None),
        ("Tháng 5-6/2026", "Tháng 5-6/2026", "2026-06-30", None),
        ("Tháng 3", "Tháng 3", "2026-03-31", None),
        ("2026", "2026", "2026-12-31", None),
        ("năm 2026 - 2027", "năm 2026 - 2027", "2027-12-31", None),
        (
            "Thời gian thực hiện: giai đoạn 2025 - 2030.",
            "giai đoạn 2025 - 2030",
            "2030-12-31",
            None,
        ),
        (
            "- Thời hạn ban hành: trước ngày 01 tháng 01 năm 2026.",
            "trước ngày 01 tháng 01 năm 2026",
            "2026-01-01",
            None,
        ),
        ("Năm 2025 và các năm tiếp theo", "Năm 2025 và các năm tiếp theo", None, None),
        ("Theo tiến độ xây dựng dự thảo", "Theo tiến độ xây dựng dự thảo", None, None),
        ("Hằng năm (trước 15/12)", "Hằng năm (trước 15/12)", None, "annual"),
        ("Tháng 13/2025", "Tháng 13/2025", None, None),
        ("Hằng năm", None, None, "annual"),
        ("Thường xuyên", None, None, "continuous"),
        ("Nhiệm vụ thường xuyên", None, None, "continuous"),
        ("Thường xuyên, hằng năm", None, None, "annual"),
        ("Định kỳ", None, None, "periodic-unspecified"),
        ("Hằng tháng", None, None, "monthly"),
        ("01 lần/năm", None, None, "annual"),
        (" - ", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_field_of_time_is_a_day_or_a_rhythm(
    field: str, words: str | None, date: str | None, recurrence: str | None
) -> None:
    timing = of_field(field, ISSUED)

    assert timing.recurrence == recurrence
    assert (timing.due and timing.due.text) == words
    assert (timing.due and timing.due.date) == date


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        (
            "báo cáo UBND tỉnh (qua Hội Chữ thập đỏ tỉnh tổng hợp) kết quả",
            "UBND tỉnh (qua Hội Chữ thập đỏ tỉnh tổng hợp)",
        ),
        (
            "báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ để tổng hợp, báo cáo UBND Tỉnh",
            "Sở Khoa học và Công nghệ",
        ),
        (
            "khai thác công trình, tổng hợp báo cáo về Sở Nông nghiệp và Môi trường.",
            "Sở Nông nghiệp và Môi trường",
        ),
        (
            "báo cáo 02 lần/ngày về tình hình cấp phát gửi UBND tỉnh (qua Sở Công Thương)",
            "UBND tỉnh (qua Sở Công Thương)",
        ),
        ("báo cáo và tham mưu Ủy ban nhân dân thành phố biện pháp", None),
        ("báo cáo Chủ tịch Ủy ban nhân dân tỉnh kết quả", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("báo cáo Thủ tướng Chính phủ trước ngày 31", "Thủ tướng Chính phủ"),
        (
            "báo cáo ngay về Trung tâm Kiểm soát bệnh tật tỉnh và Sở Y tế.",
            "Trung tâm Kiểm soát bệnh tật tỉnh",
        ),
        ("báo cáo cơ quan có thẩm quyền theo quy định", None),
        ("Chủ trì thực hiện", None),
    ],
)
def test_who_is_told(sentence: str, office: str | None) -> None:
    told = report_to(sentence)

    assert (told and told.text) == office
    assert told is None or sentence[told.start : told.end] == office


def test_a_cited_date_is_no_deadline_of_the_task() -> None:
    sentence = "Triển khai Thông tư số 07/2014/TT-BGDĐT ngày 14/3/2014 trước ngày 30/6/2026"

    due = of_sentence(sentence, ISSUED).due

    assert [mention.date for mention in mentions(a_joined(sentence))] == ["2014-03-14"]
    assert due is not None
    assert due.date == "2026-06-30"
