"""The parts of a .docx and the zip that holds them: the same bytes for the same document."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from nhanai.paper import decree

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES: Final = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_PARTS: Final = {
    "styles": "styles",
    "settings": "settings",
    "header1": "header",
    "header2": "header",
}
HEADER, FIRST_HEADER = "rId3", "rId4"

_FONTS: Final = " ".join(
    f'w:{kind}="{decree.FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")
)
_STYLES: Final = f"""<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {_FONTS}/>\
<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>\
<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
<w:pPr><w:widowControl/></w:pPr><w:rPr><w:rFonts {_FONTS}/></w:rPr></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style></w:styles>"""

_SETTINGS: Final = f"""<w:settings {_NAMES}><w:zoom w:percent="100"/>\
<w:defaultTabStop w:val="720"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting \
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>\
</w:settings>"""


def packed(
    body: str, links: Mapping[str, str], about: Mapping[str, str], pictures: Sequence[bytes] = ()
) -> bytes:
    """The file: the document's markup, its links (id → address), its title, creator and moment.

    `pictures` are PNGs in the order of their numbers; the markup names them by `picture`.
    """
    parts = {
        "[Content_Types].xml": _content_types(has_pictures=bool(pictures)),
        "_rels/.rels": _root_relations(),
        "docProps/core.xml": _core(about),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(links, len(pictures)),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _header(_page_number()),
        "word/header2.xml": _header(""),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = {name: (_DECLARED + text).encode() for name, text in parts.items()}
        media = {f"word/{_media(at)}": content for at, content in enumerate(pictures, 1)}
        for name, content in {**whole, **media}.items():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return file.getvalue()


def picture(number: int) -> str:
    """The relation of the picture of that number, from 1."""
    return f"picture{number}"


def _media(number: int) -> str:
    return f"media/picture{number}.png"


def _content_types(*, has_pictures: bool) -> str:
    png = '<Default Extension="png" ContentType="image/png"/>' if has_pictures else ""
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{png}'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _root_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def _relations(links: Mapping[str, str], pictures: int) -> str:
    inner = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for place, (name, kind) in enumerate(_PARTS.items(), 1)
    )
    outer = "".join(
        f'<Relationship Id="{relation}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)} '
        'TargetMode="External"/>'
        for relation, address in links.items()
    )
    seen = "".join(
        f'<Relationship Id="{picture(at)}" Type="{_OFFICE}/image" Target="{_media(at)}"/>'
        for at in range(1, pictures + 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}{outer}{seen}</Relationships>'


def _core(about: Mapping[str, str]) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{about["moment"]}'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(about['title'])}</dc:title>"
        f"<dc:creator>{escape(about['creator'])}</dc:creator><dc:language>vi-VN</dc:language>"
        f"<dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified></cp:coreProperties>"
    )


def _header(content: str) -> str:
    return f'<w:hdr {_NAMES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{content}</w:p></w:hdr>'


def _page_number() -> str:
    size = round(decree.PAGE_NUMBER_SIZE * 2)
    face = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    marks = [
        f'<w:r>{face}<w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end")
    ]
    code = f'<w:r>{face}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return f"{marks[0]}{code}{marks[1]}<w:r>{face}<w:t>2</w:t></w:r>{marks[2]}"
