"""Files as they come in: .docx, .odt and .pdf written part by part, in the sight of the test."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = (
    f'xmlns:w="{WORD}" xmlns:r="{_KINDS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def a_package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def a_paragraph(text: str = "", *, properties: str = "", run: str = "", inner: str = "") -> str:
    """A `<w:p>` with one run, and whatever else is given."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{words if text else ''}{inner}</w:p>"


def in_list(text: str, num_id: int = 1, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return a_paragraph(text, properties=number)


def a_level(
    at: int = 0,
    text: str = "%1.",
    form: str = "decimal",
    *,
    start: int = 1,
    more: str = "",
) -> str:
    """One `<w:lvl>` of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def a_numbering(*levels: str, nums: str = "") -> str:
    """`numbering.xml` with one abstract list; `nums` beside the one that uses it plainly."""
    return (
        f'<w:numbering {_DECLARED}><w:abstractNum w:abstractNumId="0">{"".join(levels)}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}'
        "</w:numbering>"
    )


def a_cell(*texts: str, properties: str = "") -> str:
    """A `<w:tc>` with a paragraph for each text."""
    words = "".join(a_paragraph(text) for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def a_table(rows: Iterable[Sequence[str]], *, borders: bool = True) -> str:
    """A `<w:tbl>` of cells."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = "single" if borders else "none"
    drawn = "".join(f'<w:{side} w:val="{kind}"/>' for side in sides)
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{drawn}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def a_docx(
    path: Path,
    *body: str,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> Path:
    """A .docx with this body."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(("styles", "numbering", "footnotes")),
        "_rels/.rels": _related({"officeDocument": "word/document.xml"}),
        "word/document.xml": (
            f"<w:document {_DECLARED}><w:body>{''.join(body)}</w:body></w:document>"
        ),
    }
    inner = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    for name, content in inner.items():
        if content:
            parts[f"word/{name}.xml"] = content
    parts["word/_rels/document.xml.rels"] = _related(
        {name: f"{name}.xml" for name, content in inner.items() if content}
    )
    return a_package(path, {**parts, **(more or {})})


def a_styles(*styles: str) -> str:
    """`styles.xml`."""
    return f"<w:styles {_DECLARED}>{''.join(styles)}</w:styles>"


def footnotes_of(*texts: str) -> str:
    """`footnotes.xml`, the notes numbered from 1."""
    notes = "".join(
        f'<w:footnote w:id="{number}">{a_paragraph(text)}</w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    return f"<w:footnotes {_DECLARED}>{notes}</w:footnotes>"


def _types(names: Sequence[str]) -> str:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {"document": "document.main", **{name: name for name in names}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{office}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _related(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{at}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_DECLARED = " ".join(
    f'xmlns:{prefix}="{_ODF}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def an_odt(path: Path, *body: str, styles: str = "", manifest: str = "") -> Path:
    """An .odt with this body and these automatic styles."""
    content = (
        f"<office:document-content {_ODF_DECLARED}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return a_package(path, parts)


Placed = tuple[float, float, str]
"""A text and where its baseline begins, in points from the lower left corner."""

Drawn = tuple[float, float, float, float]
"""A filled box: left, bottom, width, height."""

_LETTER = 7.0
"""Every letter of the tests' font is so wide, in a size of 14 points."""

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
    "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    "{ranges} endcmap end end"
)


def width_of(text: str) -> float:
    """How wide a text stands in a PDF of these tests."""
    return len(text) * _LETTER


def a_pdf(
    path: Path,
    pages: Sequence[Sequence[Placed]],
    *,
    boxes: Sequence[Drawn] = (),
    encrypted: bool = False,
) -> Path:
    """A .pdf with these texts, written in this order, and boxes filled on every page."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects.append(
        "<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>"
    )
    objects.append(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/DW 500/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R>>"
    )
    objects.append(
        "<</Type/FontDescriptor/FontName/Plain/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
    )
    objects.append(_stream(_TO_UNICODE.format(ranges=_ranges(pages))))
    kids: list[int] = []
    for texts in pages:
        objects.append(_stream(_drawn(texts, boxes)))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(len(objects))
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    path.write_bytes(assembled([part.encode("ascii") for part in objects], encrypted=encrypted))
    return path


def _ranges(pages: Sequence[Sequence[Placed]]) -> str:
    letters = sorted({letter for page in pages for *_, text in page for letter in text})
    lines = [f"<{ord(letter):04X}> <{ord(letter):04X}>" for letter in letters]
    groups = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return " ".join(f"{len(group)} beginbfchar {' '.join(group)} endbfchar" for group in groups)


def _drawn(texts: Sequence[Placed], boxes: Sequence[Drawn]) -> str:
    lines = [f"{left} {bottom} {width} {height} re f" for left, bottom, width, height in boxes]
    for left, bottom, text in texts:
        codes = "".join(f"{ord(letter):04X}" for letter in text)
        lines.append(f"BT /F1 14 Tf 1 0 0 1 {left} {bottom} Tm <{codes}> Tj ET")
    return "\n".join(lines)


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def assembled(objects: Sequence[bytes], *, encrypted: bool = False) -> bytes:
    """A PDF file of these objects, of which the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]"
        % (b"AB" * 32, b"CD" * 32)
        if encrypted
        else b""
    )
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer <</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, lock, len(data))
    )


def a_scanned_pdf(path: Path, width: int, height: int, grey: bytes) -> Path:
    """A .pdf of one page that is a picture."""
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length %d>>\nstream\n%s\nendstream" % (width, height, len(grey), grey)
    )
    drawn = b"q 595 0 0 842 0 0 cm /Im Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
            b"/Resources<</XObject<</Im 4 0 R>>>>>>"
        ),
        image,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    path.write_bytes(assembled(objects))
    return path
