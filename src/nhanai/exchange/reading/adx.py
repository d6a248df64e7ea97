"""An ADX document (`urn:ihe:qrph:adx:2015`), read without entities and without the network."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from nhanai.base.text import nfc, single_spaced
from nhanai.exchange.reading.text import Unreadable
from nhanai.exchange.rules.lines import LONGEST, Line

_NAMESPACE: Final = "{urn:ihe:qrph:adx:2015}"
_OF_VALUE: Final = frozenset({"dataElement", "value", "comment", "attributeOptionCombo"})
_DOCTYPE: Final = "Tệp XML có khai báo DOCTYPE nên không nhận. Hãy bỏ khai báo ấy."
_BROKEN: Final = "Tệp không phải XML đúng. Hãy xuất lại tệp từ hệ thống gửi."


def read(content: bytes, *, most: int) -> list[Line]:
    """Every value of every group."""
    if b"<!DOCTYPE" in content:  # its entities would be expanded in attributes while it is read
        raise Unreadable(_DOCTYPE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(_BROKEN) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):  # the stubs do not know it
        raise Unreadable(_DOCTYPE)
    if root.tag != f"{_NAMESPACE}adx":
        raise Unreadable("Tệp XML không phải ADX (urn:ihe:qrph:adx:2015). Hãy xuất ở dạng ADX.")
    lines = []
    for number, (group, value) in enumerate(_values(root), start=1):
        if number > most:
            raise Unreadable(f"Tệp có hơn {most} số liệu. Hãy chia thành nhiều tệp.")
        lines.append(_line(number, group, value))
    return lines


def _values(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for group in root:
        _check(group, "group")
        for value in group:
            _check(value, "dataValue")
            yield group, value


def _check(element: etree._Element, name: str) -> None:
    if element.tag != f"{_NAMESPACE}{name}":
        told = etree.QName(element).localname if isinstance(element.tag, str) else "?"
        raise Unreadable(f"Tệp ADX có phần tử lạ “{told[:40]}”. Hãy xuất lại tệp.")


def _line(number: int, group: etree._Element, value: etree._Element) -> Line:
    groups = [_text(said) for name, said in value.attrib.items() if str(name) not in _OF_VALUE]
    remark = value.findtext(f"{_NAMESPACE}annotation") or value.get("comment") or ""
    return Line(
        number=number,
        data_element=_text(value.get("dataElement")),
        org_unit=_text(group.get("orgUnit")),
        period=_text(group.get("period")),
        option="; ".join(groups)[:LONGEST],  # of two ways of grouping at once none is ours
        attribute=_text(value.get("attributeOptionCombo") or group.get("attributeOptionCombo")),
        value=_text(value.get("value")),
        comment=_text(remark),
    )


def _text(said: str | bytes | None) -> str:
    return single_spaced(nfc(said))[:LONGEST] if isinstance(said, str) else ""
