"""Figures as ADX, the profile of IHE for exchanging aggregated data (`urn:ihe:qrph:adx:2015`).

A group for each unit and period, in it a value for each measure. What must be known of a value
stands in its annotation, the only place that the schema of the profile gives.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from lxml import etree

from nhanai.exchange.rules.codes import Codes
from nhanai.exchange.rules.dhis2 import comment_of, part_code
from nhanai.exchange.rules.periods import adx_name
from nhanai.exchange.rules.values import Export, Value
from nhanai.exchange.vocab import CodeKind
from nhanai.periods.rules import Regime

NAMESPACE: Final = "urn:ihe:qrph:adx:2015"
PART: Final = "NHOM"
"""The attribute in which the group of a measure stands."""


def as_xml(export: Export, codes: Codes, regimes: Iterable[Regime], *, at: dt.datetime) -> bytes:
    """The document; `at` is the moment of its making."""
    known = tuple(regimes)
    root = etree.Element(f"{{{NAMESPACE}}}adx", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default
    root.set("exported", at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    groups: dict[tuple[str, str], etree._Element] = {}
    for value in export.values:
        unit, period = value.unit.key, adx_name(value.period, known)
        group = groups.get((unit, period))
        if group is None:
            group = groups[unit, period] = etree.SubElement(root, f"{{{NAMESPACE}}}group")
            group.set("orgUnit", codes.out(CodeKind.UNIT, unit) or unit)
            group.set("period", period)
            if codes.data_set:
                group.set("dataSet", codes.data_set)
        _add(group, value, codes, known)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(group: etree._Element, value: Value, codes: Codes, regimes: tuple[Regime, ...]) -> None:
    measure = value.measure.code
    one = etree.SubElement(group, f"{{{NAMESPACE}}}dataValue")
    one.set("dataElement", codes.out(CodeKind.MEASURE, measure) or measure)
    one.set("value", f"{value.quantity:f}")
    if value.part:
        one.set(PART, part_code(codes, measure, value.part))
    if comment := comment_of(value, regimes):
        etree.SubElement(one, f"{{{NAMESPACE}}}annotation").text = comment
