"""Rules for the page and for the head of the document."""

import re
from collections.abc import Iterator
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.paper import decree
from nhanai.paper.inspection.faults import fault, near
from nhanai.paper.inspection.sheet import Line, Sheet

_SIDES: Final = {
    "top": ("trên", decree.TOP_RANGE), "bottom": ("dưới", decree.BOTTOM_RANGE),
    "left": ("trái", decree.LEFT_RANGE), "right": ("phải", decree.RIGHT_RANGE),
}  # fmt: skip
_NUMBER: Final = re.compile(r"Số\s*:\s*(?P<digits>\d*)\s*/")
_DAY: Final = re.compile(
    r"(?P<place>.*?)(?P<comma>,?)\s*ngày(?P<day>[\s\d….]*)tháng(?P<month>[\s\d….]*)năm",
    re.IGNORECASE,
)


def page(sheet: Sheet) -> Iterator[Finding]:
    """Paper, margins, page numbers."""
    for place, section in enumerate(sheet.pages, 1):
        where = f"Phần {place}" if len(sheet.pages) > 1 else "Trang giấy"
        short, long = sorted((section.width, section.height))
        if not (near(short, 210, 210, 1) and near(long, 297, 297, 1)):
            yield fault("page-size", "Đặt khổ giấy A4 (210 mm × 297 mm)", where)
        for side, (name, (low, high)) in _SIDES.items():
            if not near(section.margins[side], low, high):
                now = f"đang là {section.margins[side]:.0f} mm"
                act = f"Đặt lề {name} từ {low:.0f} đến {high:.0f} mm ({now})"
                yield fault("margin", act, where)
        if section.numbered and not section.first_hidden:
            yield fault("page-number-first", "Không hiện số trang ở trang thứ nhất", where)
        if section.numbered and not section.centred:
            yield fault("page-number-centre", "Đặt số trang ở giữa lề trên", where)
    if sheet.pages and not sheet.pages[0].numbered:
        act = "Đánh số trang bằng chữ số Ả Rập, cỡ 13 đến 14, ở giữa lề trên, từ trang thứ hai"
        yield fault("page-number", act, "Trang giấy")


def fonts(sheet: Sheet) -> Iterator[Finding]:
    """One font throughout."""
    others = {
        face.font
        for line in sheet.said
        for text, face in line.runs
        if text.strip() and face.font != decree.FONT
    }
    if others:
        named = ", ".join(sorted(name or "phông theo chủ đề" for name in others))
        yield fault(
            "font", f"Dùng phông chữ {decree.FONT} cho toàn văn bản (đang có: {named})", "Phông chữ"
        )


def title(sheet: Sheet) -> Iterator[Finding]:
    """The national title, the motto and its rule."""
    at = sheet.first(r"cộng h(òa|oà) xã hội", before=12)
    if at < 0:
        yield fault(
            "title-missing",
            f"Ghi Quốc hiệu “{decree.NATIONAL_TITLE}” ở trên cùng, bên phải",
            "Quốc hiệu",
        )
        return
    line = sheet.said[at]
    if line.text not in {decree.NATIONAL_TITLE, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}:
        yield fault(
            "title-text",
            f"Ghi đúng Quốc hiệu “{decree.NATIONAL_TITLE}” trên một dòng, chữ in hoa",
            "Quốc hiệu",
        )
    if not (line.all("bold") and not line.face.italic and near(line.face.size, 12, 13, 0)):
        yield fault(
            "title-style",
            "Trình bày Quốc hiệu bằng chữ in hoa, đứng, đậm, cỡ 12 đến 13",
            "Quốc hiệu",
        )
    yield from _motto(sheet)


def _motto(sheet: Sheet) -> Iterator[Finding]:
    at = sheet.first(r"độc lập", before=14)
    if at < 0:
        yield fault("motto-missing", f"Ghi Tiêu ngữ “{decree.MOTTO}” dưới Quốc hiệu", "Tiêu ngữ")
        return
    line = sheet.said[at]
    if line.text != decree.MOTTO:
        act = f"Ghi Tiêu ngữ “{decree.MOTTO}”: gạch nối giữa các cụm từ, có cách chữ"
        yield fault("motto-text", act, "Tiêu ngữ")
    if not (line.all("bold") and not line.face.italic and near(line.face.size, 13, 14, 0)):
        yield fault(
            "motto-style", "Trình bày Tiêu ngữ bằng chữ thường, đứng, đậm, cỡ 13 đến 14", "Tiêu ngữ"
        )
    if any(face.underline for _, face in line.runs):
        act = "Bỏ gạch chân Tiêu ngữ; kẻ đường nét liền dài bằng dòng chữ ở phía dưới"
        yield fault("motto-underlined", act, "Tiêu ngữ")
    elif not any(one.drawn for one in _under(sheet, line)):
        act = "Kẻ đường nét liền dài bằng dòng chữ dưới Tiêu ngữ"
        yield fault("motto-rule", act, "Tiêu ngữ")


def _under(sheet: Sheet, line: Line) -> list[Line]:
    """The line itself, those about it in its cell: a drawn rule hangs on one of them."""
    at = sheet.lines.index(line)
    return [one for one in sheet.lines[max(0, at - 2) : at + 4] if one.cell == line.cell]


def issuer(sheet: Sheet) -> Iterator[Finding]:
    """The issuing body: the last bold line above the number, never underlined."""
    at = sheet.first(r"Số\s*:", before=20)
    above = [line for line in sheet.said[: max(at, 0)] if fold(line.text) not in _NATIONAL]
    if any(face.underline for line in above for text, face in line.runs if text.strip()):
        act = "Bỏ gạch chân tên cơ quan; kẻ đường dài từ 1/3 đến 1/2 dòng chữ ở phía dưới, cân đối"
        yield fault("issuer-underlined", act, "Tên cơ quan ban hành")
    if above and not any(line.all("bold") and line.capitals for line in above):
        act = "Trình bày tên cơ quan ban hành bằng chữ in hoa, đứng, đậm, cỡ 12 đến 13"
        yield fault("issuer-style", act, "Tên cơ quan ban hành")


_NATIONAL: Final = {fold(decree.NATIONAL_TITLE), fold(decree.MOTTO)}


def number(sheet: Sheet) -> Iterator[Finding]:
    """`Số: 05/BC-CTĐ`."""
    at = sheet.first(r"Số\b", before=20)
    if at < 0:
        yield fault(
            "number-missing",
            "Ghi số và ký hiệu dưới tên cơ quan ban hành: “Số: …/…”",
            "Số, ký hiệu",
        )
        return
    line = sheet.said[at]
    found = _NUMBER.match(line.text)
    if found is None:
        yield fault(
            "number-form",
            "Ghi “Số:”, số, dấu gạch chéo rồi ký hiệu, ví dụ “Số: 05/BC-CTĐ”",
            "Số, ký hiệu",
        )
        return
    digits = found["digits"]
    if digits and int(digits) < 10 and len(digits) < 2:
        yield fault(
            "number-zero", f"Thêm số 0 phía trước số nhỏ hơn 10: “0{digits}”", "Số, ký hiệu"
        )
    symbol = line.text[found.end() :]
    if re.search(r"\d\s+/", line.text) or symbol != symbol.strip() or re.search(r"\s-|-\s", symbol):
        yield fault(
            "number-space", "Bỏ cách chữ quanh dấu “/” và dấu “-” của số, ký hiệu", "Số, ký hiệu"
        )
    if line.face.bold or line.face.italic or not near(line.face.size, 13, 13, 0):
        yield fault(
            "number-style", "Trình bày số, ký hiệu bằng chữ đứng, không đậm, cỡ 13", "Số, ký hiệu"
        )


def day(sheet: Sheet) -> Iterator[Finding]:
    """`Lai Châu, ngày 05 tháng 3 năm 2026`."""
    early = (
        (line, _DAY.fullmatch(line.text[: line.text.find("năm") + 3])) for line in sheet.said[:20]
    )
    line, found = next(((line, found) for line, found in early if found), (None, None))
    if line is None or found is None:
        yield fault(
            "day-missing", "Ghi địa danh và ngày, tháng, năm dưới Tiêu ngữ", "Địa danh, thời gian"
        )
        return
    if not found["comma"]:
        yield fault("day-comma", "Đặt dấu phẩy sau địa danh", "Địa danh, thời gian")
    first, month = found["day"].strip(), found["month"].strip()
    wrong = first.isdecimal() and int(first) < 10 and len(first) < 2
    if month.isdecimal():
        wrong = wrong or month != (f"{int(month):02d}" if int(month) < 3 else str(int(month)))
    if wrong:
        act = "Thêm số 0 trước ngày nhỏ hơn 10 và tháng 1, tháng 2; các tháng khác không thêm"
        yield fault("day-zero", act, "Địa danh, thời gian")
    if not line.all("italic") or line.face.bold or not near(line.face.size, 13, 14, 0):
        act = "Trình bày địa danh và ngày, tháng, năm bằng chữ nghiêng, cỡ 13 đến 14"
        yield fault("day-style", act, "Địa danh, thời gian")


def kind(sheet: Sheet) -> Iterator[Finding]:
    """The name of the kind and the subject, or `V/v`."""
    if sheet.kind_at < 0:
        at = sheet.first(r"V/v\b", before=25)
        if at < 0:
            act = (
                "Công văn phải có trích yếu “V/v …” dưới số, ký hiệu; văn bản khác phải có tên loại"
            )
            yield fault("subject-missing", act, "Trích yếu")
        elif not near(sheet.said[at].face.size, 12, 13, 0) or sheet.said[at].face.bold:
            yield fault(
                "letter-subject-style",
                "Trình bày “V/v …” bằng chữ đứng, không đậm, cỡ 12 đến 13",
                "Trích yếu",
            )
        return
    line = sheet.said[sheet.kind_at]
    if not (
        line.capitals
        and line.all("bold")
        and line.stand.justify == "center"
        and near(line.face.size, 13, 14, 0)
    ):
        yield fault(
            "kind-style",
            "Trình bày tên loại bằng chữ in hoa, đứng, đậm, cỡ 13 đến 14, ở giữa",
            "Tên loại",
        )
    subject = sheet.said[sheet.kind_at + 1] if sheet.kind_at + 1 < len(sheet.said) else line
    if not subject.all("bold") or subject.face.italic or not near(subject.face.size, 13, 14, 0):
        yield fault(
            "subject-style",
            "Trình bày trích yếu bằng chữ thường, đứng, đậm, cỡ 13 đến 14",
            "Trích yếu",
        )
    if any(face.underline for _, face in subject.runs):
        act = "Bỏ gạch chân trích yếu; kẻ đường dài từ 1/3 đến 1/2 dòng chữ ở phía dưới"
        yield fault("subject-underlined", act, "Trích yếu")
