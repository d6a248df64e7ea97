"""How often: the words for coming again, in a sentence and in a field of time."""

import re
from typing import Final

from nhanai.base.text import in_small_letters

_EVERY: Final = r"(?:hằng|hàng|mỗi)"
_OFTEN_AS: Final = {
    ("ngày", 1): "daily",
    ("ngày", 2): "twice-daily",
    ("tháng", 1): "monthly",
    ("quý", 1): "quarterly",
    ("năm", 1): "annual",
    ("năm", 2): "semiannual",
    ("năm", 4): "quarterly",
    ("năm", 12): "monthly",
}
_TIMES: Final = re.compile(
    r"(?<!\d)(?P<times>\d{1,2}|một|hai|bốn)\s+lần\s*(?:/|trong|mỗi|một|trên)\s*(?:một\s+)?"
    r"(?P<unit>ngày|tuần|tháng|quý|năm)(?![^\W_])",
    re.IGNORECASE,
)
_MONTHS_A_TIME: Final = re.compile(
    r"(?<!\d)(?P<months>0?[1369]|12|một|ba|sáu)\s+tháng\s*(?:/|một|mỗi|1|01)\s*(?:một\s+)?lần",
    re.IGNORECASE,
)
_NUMBERS: Final = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6}
_EVERY_MONTHS: Final = {1: "monthly", 3: "quarterly", 6: "semiannual", 12: "annual"}

_DAILY: Final = re.compile(rf"(?<![^\W_]){_EVERY}\s+ngày(?![^\W_])", re.IGNORECASE)
_CLOCK: Final = r"\d{1,2}\s?(?::|h|giờ)\s?(?:\d{2})?\s?(?:phút|[’'])?"
_TWICE_A_DAY: Final = re.compile(
    rf"(?<!\d){_CLOCK}\s*(?:và|,)\s*(?:trước\s+)?{_CLOCK}\s+{_EVERY}\s+ngày", re.IGNORECASE
)
_WEEKLY: Final = re.compile(rf"(?<![^\W_]){_EVERY}\s+tuần(?![^\W_])", re.IGNORECASE)
_MONTHLY: Final = re.compile(
    rf"(?<![^\W_])(?:{_EVERY}\s+tháng|(?:định kỳ|báo cáo)\s+tháng(?!\s*\d))(?![^\W_])",
    re.IGNORECASE,
)
_QUARTERLY: Final = re.compile(
    rf"(?<![^\W_])(?:{_EVERY}\s+quý|(?:định kỳ|báo cáo)\s+quý(?!\s*[IV\d])"
    rf"|(?:cuối|tháng cuối)\s+(?:{_EVERY}\s+)?quý(?!\s+[IV\d]))(?![^\W_])",
    re.IGNORECASE,
)
_SEMIANNUAL: Final = re.compile(
    r"(?<![^\W_])(?:(?:định kỳ|báo cáo)\s+\(?\s*(?:0?6|sáu)\s+tháng"
    rf"(?!\s+(?:đầu|cuối)\s+năm\s+\d)|{_EVERY}\s+(?:0?6|sáu)\s+tháng"
    rf"|(?:0?6|sáu)\s+tháng(?:\s+đầu năm)?\s*(?:,|và|;)\s*(?:(?:01|1|một)\s+năm|{_EVERY}\s+năm"
    r"|cuối năm|cả năm|năm)(?!\s*\d)"
    r"|(?:báo cáo|gửi)[^.;:]{0,40}?\s(?:0?6|sáu)\s+tháng\s[^.;:]{0,40}?(?:,|và|;)\s*(?:báo cáo\s+)?"
    r"năm(?!\s*\d))(?![^\W_])",
    re.IGNORECASE,
)
_ANNUAL: Final = re.compile(
    rf"(?<![^\W_])(?:{_EVERY}\s+năm|(?:định kỳ|báo cáo)\s+năm(?!\s*\d)|thường niên)(?![^\W_])",
    re.IGNORECASE,
)
_PERIODIC: Final = re.compile(r"(?<![^\W_])định\s+kỳ(?![^\W_])", re.IGNORECASE)
_ROUND_THE_CLOCK: Final = re.compile(r"(?<![\d/])24\s?(?:h|giờ)?\s?/\s?(?:24|7)(?![\d/])")

_ORDINARY_DAY: Final = re.compile(
    r"(?:sinh hoạt|đời sống|cuộc sống|vệ sinh|công việc|ăn uống)\s+$", re.IGNORECASE
)
_ORDINARY_MONTH: Final = re.compile(
    r"(?:trợ cấp|lương|phụ cấp|trợ giúp|hội phí|sinh hoạt phí|hỗ trợ|học bổng|thu nhập)\s+$",
    re.IGNORECASE,
)
_PLANNED_BY_YEAR: Final = re.compile(
    r"(?P<verb>(?:xây dựng|lập|ban hành)\s+(?:[^\W\d_]+\s+){0,3}?)?"
    r"(?:nghị quyết|kế hoạch|dự toán|ngân sách|nhà nước|kinh phí|chương trình|nhiệm vụ|chỉ tiêu|"
    r"mục tiêu|vốn|nguồn|chi thường xuyên|công tác|thi đua|được giao)\s+$",
    re.IGNORECASE,
)
"""Things that have their year ("Nghị quyết hằng năm"), unless the task is to make them."""

_OFFICE_BEGINS: Final = (
    r"(?:các|sở|ban|bộ|ủy ban|uỷ ban|ubnd|hội|công an|trung tâm|báo|đài|văn phòng|thủ trưởng|"
    r"giám đốc|chủ tịch|trạm|đề nghị|giao|yêu cầu|thanh tra|cổng|chi cục|bệnh viện|trường)"
)
_NOT_BUDGET: Final = r"(?<!hoạt động\s)(?<!chi\s)(?<!nhiệm vụ\s)(?<!công tác\s)"
_CONTINUOUS: Final = re.compile(
    r"(?:^|[.;:]\s*(?:đồng thời,?\s*)?|,\s*(?:đồng thời,?\s*|và\s+))thường xuyên\s+(?![,.;])"
    r"|^[^\W\d_]+\s[^\W\d_]+,\s+thường xuyên\s+(?![,.;])"
    rf"|^{_OFFICE_BEGINS}\s[^.;:]{{0,80}}?{_NOT_BUDGET}thường xuyên\s+(?![,.;])"
    r"|(?:cập nhật|theo dõi|giám sát|duy trì|thực hiện)\s+(?:thường xuyên|liên tục)(?!\s*,)"
    r"|(?:tuyên truyền|kiểm tra|đôn đốc|đưa tin)\s+(?:thường xuyên|liên tục)(?=\s*(?:[.;]|$))"
    r"|(?:^|[.;,:]\s*)(?:thường xuyên,?\s+liên tục|liên tục,?\s+thường xuyên|liên tục cập nhật)",
    re.IGNORECASE,
)
_ANY: Final = (
    "hằng", "hàng", "mỗi", "kỳ", "thường", "liên tục", "lần", "24", "tháng", "quý", "năm",
)  # fmt: skip
"""One of these stands wherever anything of the kind is said."""


def recurrence_of_sentence(text: str) -> str | None:
    """How often a task comes again, by its own sentence; the finest of several rhythms."""
    lowered = in_small_letters(text)
    for words in _ANY:
        if words in lowered:
            break
    else:
        return None
    return _counted(text) or _rhythm(text) or _unmeasured(text)


def _counted(text: str) -> str | None:
    """`02 lần/ngày`, `6 tháng một lần`."""
    if "lần" not in in_small_letters(text):
        return None
    if found := _TIMES.search(text):
        times = _NUMBERS.get(found["times"].lower()) or int(found["times"])
        return _OFTEN_AS.get((found["unit"].lower(), times), "periodic-unspecified")
    if found := _MONTHS_A_TIME.search(text):
        months = _NUMBERS.get(found["months"].lower()) or int(found["months"])
        return _EVERY_MONTHS.get(months, "periodic-unspecified")
    return None


def _rhythm(text: str) -> str | None:
    """`hằng ngày` … `hằng năm`."""
    lowered = in_small_letters(text)
    is_regular = "hằng" in lowered or "hàng" in lowered or "mỗi" in lowered
    is_reported = is_regular or "định kỳ" in lowered or "báo cáo" in lowered
    if is_regular and "ngày" in lowered and _said(_DAILY, text, _ORDINARY_DAY):
        return "twice-daily" if _TWICE_A_DAY.search(text) else "daily"
    if is_regular and "tuần" in lowered and _WEEKLY.search(text):
        return "periodic-unspecified"
    has_month = "tháng" in lowered
    if has_month and is_reported and _said(_MONTHLY, text, _ORDINARY_MONTH):
        return "monthly"
    if "quý" in lowered and (is_reported or "cuối" in lowered) and _QUARTERLY.search(text):
        return "quarterly"
    has_half = has_month and ("6" in lowered or "sáu" in lowered)
    if (has_half and _SEMIANNUAL.search(text)) or (is_regular and _TWO_DAYS.search(text)):
        return "semiannual"
    may_be_annual = is_reported or "thường niên" in lowered
    return "annual" if may_be_annual and _yearly(text, lowered) else None


def _said(pattern: re.Pattern[str], text: str, ordinary: re.Pattern[str]) -> bool:
    """Whether it is said of the task, not of ordinary life (`sinh hoạt hằng ngày`)."""
    return any(
        not ordinary.search(text, max(0, found.start() - 30), found.start())
        for found in pattern.finditer(text)
    )


_TWO_DAYS: Final = re.compile(
    r"(?:ngày\s+)?\d{1,2}\s?(?:/|tháng\s)\s?\d{1,2}\s*(?:và|,)\s*(?:trước\s+)?(?:ngày\s+)?"
    rf"\d{{1,2}}\s?(?:/|tháng\s)\s?\d{{1,2}}\s+(?:của\s+)?{_EVERY}\s+năm",
    re.IGNORECASE,
)
"""`trước ngày 01/6 và 15/11 hằng năm`."""


def _yearly(text: str, lowered: str) -> bool:
    if "năm" not in lowered and "thường niên" not in lowered:
        return False
    for found in _ANNUAL.finditer(text):
        planned = _PLANNED_BY_YEAR.search(text, max(0, found.start() - 50), found.start())
        if planned is None or planned["verb"]:
            return True
    return False


def _unmeasured(text: str) -> str | None:
    """Always, or from time to time without saying when."""
    lowered = in_small_letters(text)
    if ("thường xuyên" in lowered or "liên tục" in lowered) and _CONTINUOUS.search(text):
        return "continuous"
    if "24" in text and _ROUND_THE_CLOCK.search(text):
        return "continuous"
    may_be_periodic = "định" in lowered and "kỳ" in lowered
    return "periodic-unspecified" if may_be_periodic and _PERIODIC.search(text) else None


_FIELD_CONTINUOUS: Final = re.compile(r"thường xuyên|liên tục|suốt (?:năm|nhiệm kỳ)", re.IGNORECASE)
_FILLING: Final = re.compile(
    r"(?:nhiệm vụ\s+)?thường xuyên|liên tục|"
    rf"{_EVERY}|định kỳ|thường niên|trong|và|theo|đột xuất|hoặc|ngày|tuần|"
    r"tháng|quý|năm|khi (?:có yêu cầu|cần thiết|cần)|\d{1,2}\s+lần|[\s,;/().-]",
    re.IGNORECASE,
)


def recurrence_of_field(words: str) -> tuple[str | None, bool]:
    """How often a field of time says, and whether it says nothing else (so that no day is due)."""
    recurrence = _counted(words) or _rhythm(words)
    if recurrence is None and _FIELD_CONTINUOUS.search(words):
        recurrence = "continuous"
    if recurrence is None and _PERIODIC.search(words):
        recurrence = "periodic-unspecified"
    return recurrence, recurrence is not None and not _FILLING.sub("", words)
