"""A text with commas in the columns of DHIS2, in either spelling of its documentation."""

from typing import Final

from nhanai.exchange.reading.text import Unreadable, decoded, placed, table
from nhanai.exchange.rules.lines import LONGEST, Line

_NAMES: Final = {
    "data_element": ("dataelement",),
    "period": ("period",),
    "org_unit": ("orgunit",),
    "option": ("categoryoptioncombo", "catoptcombo"),
    "attribute": ("attributeoptioncombo", "attroptcombo"),
    "value": ("value",),
    "comment": ("comment", "cmt"),
    "is_deleted": ("deleted", "del"),
}
_NEEDED: Final = frozenset({"data_element", "period", "org_unit", "value"})


def read(content: bytes, *, most: int) -> list[Line]:
    """Every line below the headings."""
    rows = table(decoded(content), most=most)
    at = placed(rows[0][1], _NAMES) if rows else {}
    if not set(at) >= _NEEDED:
        raise Unreadable(
            "Dòng đầu của tệp .csv cần các tiêu đề: dataelement, period, orgunit, value."
        )
    lines = []
    for number, row in rows[1:]:
        cells = {name: row[column][:LONGEST] for name, column in at.items() if column < len(row)}
        is_deleted = cells.pop("is_deleted", "").lower() == "true"
        lines.append(Line(number, **cells, is_deleted=is_deleted))
    return lines
