"""Reads an .odt file."""

from pathlib import Path

from nhanai.documents.extraction.composing import Content
from nhanai.documents.extraction.limits import DAMAGED, ENCRYPTED, CannotRead
from nhanai.documents.extraction.odt.body import Body
from nhanai.documents.extraction.odt.names import OFFICE
from nhanai.documents.extraction.odt.styles import Styles
from nhanai.documents.extraction.package import opened

MANIFEST = "META-INF/manifest.xml"


def read_odt(path: Path) -> Content:
    """Everything that a reader of the printed paper sees, headers and footers apart."""
    with opened(path) as package:
        if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
            raise CannotRead(ENCRYPTED)
        styles = Styles()
        styles.add(package.root("styles.xml"))
        content = package.root("content.xml")
        if content is None:
            raise CannotRead(DAMAGED)
        styles.add(content)
        text = content.find(f"{OFFICE}body/{OFFICE}text")
        if text is None:
            raise CannotRead(DAMAGED)
        body = Body(styles)
        body.read(text)
    return body.composer.content(encoding=min(body.words.encodings, default="utf-8"))
