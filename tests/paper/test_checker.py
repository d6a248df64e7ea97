"""The check finds each fault that people make, and none in what our own printer makes."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from tests.paper.papers import a_letter, a_plan, a_report, papers, said

from nhanai.base.errors import Refused
from nhanai.paper.checker import check
from nhanai.paper.docx import docx_of
from nhanai.paper.inspection import opening
from nhanai.paper.values import OfficialPaper, Signature

pytestmark = pytest.mark.nodb

UNDERLINED = '<w:b/><w:u w:val="single"/>'
HELD = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
LONG = "Trong năm, các cấp Hội Chữ thập đỏ đã trợ giúp nhiều lượt người có hoàn cảnh khó khăn"


def edited(paper: OfficialPaper, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """Our file after somebody changed `old` to `new` in it, at its first place."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of(paper))) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                text = text.replace(HELD, "-")
                assert old in text
                text = text.replace(old, new, 1)
            target.writestr(name, text)
    return file.getvalue()


def restyled(paper: OfficialPaper, words: str, old: str, new: str) -> bytes:
    """Our file after the looks of the run or paragraph of `words` were changed."""
    text = _document(paper)
    at = text.index(f">{words}")
    start = text.rindex("<w:p>", 0, at)
    piece = text[start : at + 1 + len(words)]
    assert old in piece
    return edited(paper, piece, piece.replace(old, new))


def _document(paper: OfficialPaper) -> str:
    with zipfile.ZipFile(io.BytesIO(docx_of(paper))) as archive:
        return archive.read("word/document.xml").decode()


def signed(*lines: str) -> bytes:
    return docx_of(a_report(signature=Signature(lines, "Lò Thị Mai")))


def rules(data: bytes) -> list[str]:
    return [finding.rule.removeprefix("paper-") for finding in check(data)]


@pytest.mark.parametrize("paper", [a_report(), a_letter(), a_plan()])
def test_what_we_print_has_no_fault(paper: OfficialPaper) -> None:
    assert check(docx_of(paper)) == ()


REPORT, LETTER, PLAN = (
    a_report(body=(said(f"{LONG}."), said(f"{LONG} lần nữa."))),
    a_letter(),
    a_plan(),
)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (edited(REPORT, 'w:w="11906"', 'w:w="12240"'), ["page-size"]),
        (edited(REPORT, 'w:left="1701" w:header', 'w:left="1134" w:header'), ["margin"]),
        (edited(REPORT, "<w:titlePg/>", ""), ["page-number-first"]),
        (
            edited(REPORT, 'w:val="center"', 'w:val="right"', "word/header1.xml"),
            ["page-number-centre"],
        ),
        (edited(REPORT, " PAGE ", " DATE ", "word/header1.xml"), ["page-number"]),
        (edited(REPORT, "<w:b/>", '<w:rFonts w:ascii="Arial"/><w:b/>'), ["font"]),
        (edited(REPORT, "CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA VN"), ["title-text"]),
        (edited(REPORT, "CỘNG HÒA XÃ HỘI", "CHXHCN"), ["title-missing"]),
        (restyled(REPORT, "CỘNG HÒA", '"24"', '"28"'), ["title-style"]),
        (edited(REPORT, "Độc lập - Tự do", "Độc lập-Tự do"), ["motto-text"]),
        (edited(REPORT, "Độc lập - Tự do - ", ""), ["motto-missing"]),
        (restyled(REPORT, "Độc lập", "<w:b/>", ""), ["motto-style"]),
        (restyled(REPORT, "Độc lập", "<w:b/>", UNDERLINED), ["motto-underlined"]),
        (restyled(REPORT, "HỘI CHỮ", "<w:b/>", UNDERLINED), ["issuer-underlined"]),
        (restyled(REPORT, "HỘI CHỮ", "<w:b/>", ""), ["issuer-style"]),
        (edited(REPORT, "Số: 05/", "Số: 5/"), ["number-zero"]),
        (edited(REPORT, "05/BC-CTĐ", "05 / BC - CTĐ"), ["number-space"]),
        (edited(REPORT, "Số: 05/BC-CTĐ", "Số 05-BC"), ["number-form"]),
        (edited(REPORT, "Số: 05/BC-CTĐ", "05/BC"), ["number-missing"]),
        (restyled(REPORT, "Số: 05", '"26"', '"28"'), ["number-style"]),
        (edited(REPORT, "ngày 07 tháng 02", "ngày 7 tháng 02"), ["day-zero"]),
        (edited(REPORT, "ngày 07 tháng 02", "ngày 07 tháng 2"), ["day-zero"]),
        (edited(REPORT, "ngày 07 tháng 02", "ngày 17 tháng 03"), ["day-zero"]),
        (edited(REPORT, "Lai Châu, ngày", "Lai Châu ngày"), ["day-comma"]),
        (edited(REPORT, "Lai Châu, ngày 07 tháng 02 năm", "Lai Châu"), ["day-missing"]),
        (restyled(REPORT, "Lai Châu, ngày", "<w:i/>", ""), ["day-style"]),
        (edited(REPORT, "BÁO CÁO", "Báo cáo"), ["kind-style"]),
        (restyled(REPORT, "Kết quả công tác", "<w:b/>", ""), ["subject-style"]),
        (restyled(REPORT, "Kết quả công tác", "<w:b/>", UNDERLINED), ["subject-underlined"]),
        (restyled(LETTER, "V/v", '"24"', '"28"'), ["letter-subject-style"]),
        (edited(LETTER, "V/v đề nghị", "Về việc đề nghị"), ["subject-missing"]),
        (restyled(REPORT, "Trong năm", '"28"', '"24"'), ["body-size"]),
        (restyled(REPORT, "Trong năm", '"both"', '"left"'), ["body-align"]),
        (restyled(REPORT, "Trong năm", 'w:firstLine="720"', 'w:firstLine="0"'), ["body-indent"]),
        (restyled(REPORT, "Trong năm", 'w:after="120"', 'w:after="0"'), ["body-space"]),
        (restyled(REPORT, "Trong năm", 'w:line="276"', 'w:line="480"'), ["body-line"]),
        (edited(REPORT, "./.", "."), ["end"]),
        (edited(LETTER, "Kính gửi:", "Gửi:"), ["addressees-missing"]),
        (edited(LETTER, "Kính gửi:", "Kính gửi"), ["addressees-colon"]),
        (edited(PLAN, "Căn cứ Luật", "Kính gửi: Căn cứ Luật"), ["addressees"]),
        (restyled(REPORT, "Nơi nhận", "<w:i/>", ""), ["places-style"]),
        (edited(REPORT, "Nơi nhận:", "Gửi:"), ["places-missing"]),
        (restyled(REPORT, "- Lưu", '"22"', '"28"'), ["recipients-size"]),
        (edited(REPORT, "Tỉnh ủy (b/c);", "Tỉnh ủy (b/c)."), ["recipients-marks"]),
        (edited(REPORT, ">- Thường trực", ">Thường trực"), ["recipients-dash"]),
        (edited(REPORT, "- Lưu: VT, VP", "- Văn phòng"), ["recipients-archive"]),
        (
            signed("KT. Chủ tịch", "TM. Ban Thường vụ", "Phó Chủ tịch"),
            ["signing-order", "signing-deputy"],
        ),
        (signed("KT. Giám đốc", "Giám đốc"), ["signing-deputy"]),
        (edited(REPORT, "KT. CHỦ TỊCH", "KT. Chủ tịch"), ["signing-style"]),
        (edited(REPORT, "Lò Thị Mai", "ThS. Lò Thị Mai"), ["signer-degree"]),
        (restyled(PLAN, "Phụ lục I", "<w:b/>", ""), ["annex-head"]),
        (edited(PLAN, "PHÂN CÔNG NHIỆM VỤ", "Phân công nhiệm vụ"), ["annex-title"]),
        (edited(PLAN, "(Kèm theo", "Kèm theo"), ["annex-attached"]),
        (edited(REPORT, "Hội Chữ thập đỏ đã", "Hội chữ thập đỏ đã"), ["society-name"]),
    ],
)  # fmt: skip
def test_each_fault_is_found_alone(data: bytes, found: list[str]) -> None:
    assert rules(data) == found


def test_a_finding_says_what_to_do_and_where_the_decree_asks_for_it() -> None:
    (finding,) = check(edited(REPORT, "Số: 05/", "Số: 5/"))

    assert finding.message == (
        "Thêm số 0 phía trước số nhỏ hơn 10: “05” (Phụ lục I Nghị định 30/2020/NĐ-CP)."
    )
    assert (finding.where, finding.blocking) == ("Số, ký hiệu", False)


def test_an_indent_and_a_size_may_come_from_a_style() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:ind w:hanging="200"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style></w:styles>'
    )
    text = _document(REPORT)
    at = text.index(">Trong năm")
    piece = text[text.rindex("<w:p>", 0, at) : at]
    plain = '<w:p><w:pPr><w:pStyle w:val="Body"/><w:jc w:val="both"/></w:pPr><w:r><w:t'
    data = edited(REPORT, piece, plain)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace("</w:styles>", style))

    assert rules(file.getvalue()) == ["body-size", "body-indent", "body-space"]


@pytest.mark.slow
@given(papers)
@settings(max_examples=150, deadline=None)
def test_any_paper_of_ours_has_no_fault(paper: OfficialPaper) -> None:
    missing = {"addressees-missing"} if paper.kind == "CV" and not paper.addressees else set()

    assert set(rules(docx_of(paper))) == missing


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        docx_of(REPORT)[:2000],
        docx_of(REPORT).replace(b"word/document", b"w0rd/document"),
    ],
    ids=["empty", "pdf", "cut", "no document"],
)
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"không phải \.docx hoặc đã hỏng"):
        check(data)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_UNPACKED", 1000)

    with pytest.raises(Refused, match="giải nén ra quá lớn"):
        check(docx_of(REPORT))


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_XML", 1000)

    with pytest.raises(Refused, match="quá dài"):
        check(docx_of(REPORT))


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)

    with pytest.raises(Refused, match="lớn hơn 20 MB"):
        check(docx_of(REPORT))


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aa">]><w:document'

    with pytest.raises(Refused):
        check(edited(REPORT, "<w:document", bomb))
