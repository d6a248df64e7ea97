"""Papers as tests need them, and any paper at all."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from nhanai.paper import decree
from nhanai.paper.values import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Style,
    Table,
)

SOCIETY = Letterhead("Hội Chữ thập đỏ tỉnh Lai Châu", "Trung ương Hội Chữ thập đỏ Việt Nam")
PROVINCE = Letterhead("Ủy ban nhân dân tỉnh Lai Châu", style=Style.STATE)


def said(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold),))


def a_table(rows: int, columns: int = 5) -> Table:
    heads = (
        "TT",
        "Đơn vị",
        "Số người được trợ giúp",
        "Trị giá (triệu đồng)",
        "Ghi chú",
        "A",
        "B",
        "C",
    )
    aligns = (Align.CENTER, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT)
    shares = (1, 5, 3, 3, 3)
    return Table(
        tuple(Column(heads[i], shares[i % 5], aligns[i % 5]) for i in range(columns)),
        tuple(
            tuple(
                (str(n), f"Hội Chữ thập đỏ xã Mường Than {n}", f"{n * 37}", f"{n * 3},5", "")[i % 5]
                for i in range(columns)
            )
            for n in range(1, rows + 1)
        ),
    )


BODY: tuple[Block, ...] = (
    said("Thực hiện Kế hoạch số 3836/KH-UBND, Hội Chữ thập đỏ tỉnh báo cáo kết quả như sau:"),
    Heading(1, "I.", "Kết quả thực hiện"),
    Heading(2, "1.", "Công tác tuyên truyền"),
    Paragraph(
        (
            Run("Trong năm, các cấp Hội đã trợ giúp "),
            Run("12.345 lượt người", bold=True, href="https://nhanai.example/so-lieu/1?a=1&b=2"),
            Run(", trị giá 6.789 triệu đồng; vận động được nhiều tổ chức, cá nhân tham gia."),
        )
    ),
    Heading(3, "a)", "Hiến máu tình nguyện"),
    said("- Tổ chức 24 đợt hiến máu, tiếp nhận 4.120 đơn vị máu, đạt 103% kế hoạch năm."),
    a_table(4),
    Heading(1, "II.", "Kiến nghị"),
    said("Đề nghị Ủy ban nhân dân tỉnh quan tâm, chỉ đạo."),
)


def a_report(**changes: object) -> OfficialPaper:
    paper = OfficialPaper(
        kind="BC",
        letterhead=SOCIETY,
        symbol="BC-CTĐ",
        place="Lai Châu",
        subject="Kết quả công tác Hội và phong trào chữ thập đỏ năm 2026",
        body=BODY,
        signature=Signature(("TM. Ban Thường vụ", "KT. Chủ tịch", "Phó Chủ tịch"), "Lò Thị Mai"),
        recipients=(
            "Trung ương Hội Chữ thập đỏ Việt Nam (b/c)",
            "Thường trực Tỉnh ủy (b/c)",
            "Lưu: VT, VP",
        ),
        number="5",
        day=dt.date(2026, 2, 7),
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def a_letter(**changes: object) -> OfficialPaper:
    paper = a_report(
        kind="CV",
        symbol="CTĐ-VP",
        subject="đề nghị phối hợp tổ chức Tháng Nhân đạo năm 2026",
        addressees=("Sở Y tế", "Sở Giáo dục và Đào tạo", "Ủy ban nhân dân các xã, phường"),
        body=(
            said("Để chuẩn bị Tháng Nhân đạo năm 2026, Hội Chữ thập đỏ tỉnh đề nghị phối hợp."),
            said("Ý kiến xin gửi trước ngày 20/4/2026."),
        ),
        recipients=("Như trên", "Lưu: VT, VP"),
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def a_plan(**changes: object) -> OfficialPaper:
    paper = a_report(
        kind="KH",
        letterhead=PROVINCE,
        symbol="KH-UBND",
        subject="Thực hiện Quyết định số 895/QĐ-TTg ngày 26 tháng 7 năm 2023 "
        "của Thủ tướng Chính phủ",
        bases=("Căn cứ Luật Hoạt động chữ thập đỏ", "Theo đề nghị của Hội Chữ thập đỏ tỉnh"),
        number="",
        day=None,
        year=2026,
        signature=Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Vàng A Páo"),
        annexes=(
            Annex("Phân công nhiệm vụ", (a_table(60, 8),), landscape=True),
            Annex("Chỉ tiêu giao các xã, phường", (said("Đơn vị tính: người."), a_table(3))),
        ),
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


_LETTERS = "abcdđeghiklmnoôơpqrstuưvxyếộữỵ ABCDĐẾỘỮỴ 0123456789 ,;()%&<>\"'\\#$*_`@[]{}"
texts = st.text(_LETTERS, min_size=1, max_size=60).map(lambda text: f"A{' '.join(text.split())}")
_runs = st.builds(
    Run,
    text=texts,
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.sampled_from(["", "https://nhanai.example/so-lieu/1", "không phải địa chỉ"]),
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(Column, texts, st.integers(1, 9).map(float), st.sampled_from(Align)),
            min_size=1,
            max_size=4,
        )
    )
    rows = draw(st.lists(st.tuples(*(st.one_of(st.just(""), texts) for _ in columns)), max_size=4))
    title = draw(st.one_of(st.just(""), texts))
    hrefs = draw(st.sampled_from(["", "https://nhanai.example/so-lieu/1"]))
    behind = tuple(tuple(hrefs for _ in columns) for _ in rows) if hrefs else ()
    return Table(tuple(columns), tuple(rows), title, behind)


def _headings() -> st.SearchStrategy[Heading]:
    return st.sampled_from([(1, "I."), (2, "1."), (3, "a)")]).flatmap(
        lambda kind: st.builds(Heading, st.just(kind[0]), st.just(kind[1]), texts)
    )


blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, st.lists(_runs, min_size=1, max_size=3).map(tuple)),
        _headings(),
        _tables(),
    ),
    min_size=1,
    max_size=4,
).map(tuple)

papers = st.builds(
    OfficialPaper,
    kind=st.sampled_from(sorted(decree.KINDS)),
    letterhead=st.builds(
        Letterhead,
        issuer=st.sampled_from(["Hội Chữ thập đỏ tỉnh Lai Châu", "Ủy ban nhân dân xã Mường Than"]),
        superior=st.sampled_from(["", "Ủy ban nhân dân tỉnh Lai Châu"]),
        style=st.sampled_from(Style),
    ),
    symbol=st.sampled_from(["BC-CTĐ", "KH-UBND", "CTĐ-VP"]),
    place=st.sampled_from(["Lai Châu", "Mường Than"]),
    subject=texts,
    body=blocks,
    signature=st.sampled_from(
        [
            Signature(("TM. Ban Thường vụ", "KT. Chủ tịch", "Phó Chủ tịch"), "Lò Thị Mai"),
            Signature(("Giám đốc",), "Vàng A Páo"),
        ]
    ),
    recipients=st.lists(texts, max_size=3).map(lambda lines: (*lines, "Lưu: VT")),
    number=st.one_of(st.just(""), st.integers(1, 9999).map(str)),
    day=st.one_of(st.none(), st.dates(dt.date(2021, 1, 1), dt.date(2040, 12, 31))),
    addressees=st.lists(texts, max_size=3).map(tuple),
    bases=st.lists(texts, max_size=2).map(tuple),
    annexes=st.lists(st.builds(Annex, texts, blocks, st.booleans()), max_size=2).map(tuple),
    year=st.one_of(st.none(), st.just(2026)),
)
