"""Reads a .docx file."""

import posixpath
from io import BytesIO
from pathlib import Path
from typing import IO

from lxml import etree

from nhanai.documents.extraction.composing import Content
from nhanai.documents.extraction.docx.body import Body
from nhanai.documents.extraction.docx.inline import Inline
from nhanai.documents.extraction.docx.names import STRICT, TRANSITIONAL, W
from nhanai.documents.extraction.docx.numbering import Numbering
from nhanai.documents.extraction.docx.paragraphs import Paragraphs
from nhanai.documents.extraction.docx.styles import Styles
from nhanai.documents.extraction.limits import DAMAGED, CannotRead
from nhanai.documents.extraction.package import HARDENED, Package, opened, refuse_entities

_HEAD = 4096


def read_docx(path: Path) -> Content:
    """Everything that a reader of the printed paper sees, headers and footers apart."""
    with opened(path) as package:
        main = _main_part(package)
        if main is None:
            raise CannotRead(DAMAGED)
        parts = _related(package, main)
        styles = Styles.of(_root(package, parts.get("styles")))
        numbering = Numbering.of(
            _root(package, parts.get("numbering")), lambda style: styles.style(style).list_id
        )
        inline = Inline(styles)
        body = Body(Paragraphs(styles, numbering, inline))
        with _stream(package, main) as stream:
            body.read(stream)
        if inline.notes:
            body.notes(_notes(package, parts))
    encoding = min(inline.encodings, default="utf-8")
    return body.composer.content(encoding=encoding)


def _main_part(package: Package) -> str | None:
    """The part that holds the body: as the package says, else where it usually stands."""
    target = _targets(package, "_rels/.rels", "").get("officeDocument", "word/document.xml")
    return next((name for name in (target, "word/document.xml") if name in package), None)


def _related(package: Package, main: str) -> dict[str, str]:
    folder, name = posixpath.split(main)
    return _targets(package, f"{folder}/_rels/{name}.rels", folder)


def _targets(package: Package, part: str, folder: str) -> dict[str, str]:
    """The kind of each relation and the part that it leads to; nothing outside the package."""
    root = package.root(part)
    found: dict[str, str] = {}
    for relation in () if root is None else root:
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            found.setdefault(kind, target.lstrip("/"))
    return found


def _stream(package: Package, name: str) -> IO[bytes]:
    """The part as it unpacks; one written in the strict vocabulary is put in the usual words."""
    with package.stream(name) as stream:
        head = stream.read(_HEAD)
    if STRICT not in head:
        return package.stream(name)
    return BytesIO(package.read(name).replace(STRICT, TRANSITIONAL))


def _root(package: Package, name: str | None) -> etree._Element | None:
    if name is None or name not in package:
        return None
    root = etree.fromstring(
        package.read(name).replace(STRICT, TRANSITIONAL), etree.XMLParser(**HARDENED)
    )
    refuse_entities(root)
    return root


def _notes(package: Package, parts: dict[str, str]) -> dict[tuple[str, str], etree._Element]:
    """The notes of the document by kind and id."""
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = _root(package, parts.get(f"{kind}s"))
        for element in () if root is None else root.iterchildren(W + kind):
            notes[kind, element.get(W + "id", "")] = element
    return notes
