"""A set of data values of DHIS2 as JSON, as its documentation has it."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from nhanai.base.text import nfc, single_spaced
from nhanai.exchange.reading.text import Unreadable, decoded
from nhanai.exchange.rules.lines import LONGEST, Line


def read(content: bytes, *, most: int) -> list[Line]:
    """Every value of the set; what stands on the set holds for values that do not say it."""
    try:
        said = json.loads(
            decoded(content), parse_constant=_no_number, parse_float=str, parse_int=str
        )
    except (ValueError, RecursionError):
        raise Unreadable("Tệp không phải JSON đúng. Hãy xuất lại tệp từ hệ thống gửi.") from None
    values = said.get("dataValues") if isinstance(said, dict) else None
    if not isinstance(values, list):
        raise Unreadable(
            "Tệp JSON không có danh sách dataValues. Hãy xuất ở dạng dataValueSets của DHIS2."
        )
    if len(values) > most:
        raise Unreadable(f"Tệp có hơn {most} số liệu. Hãy chia thành nhiều tệp.")
    return [_line(number, value, said) for number, value in enumerate(values, start=1)]


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _line(number: int, value: object, whole: Mapping[str, Any]) -> Line:
    own: Mapping[str, Any] = value if isinstance(value, dict) else {}
    return Line(
        number=number,
        data_element=_text(own.get("dataElement")),
        org_unit=_text(own.get("orgUnit", whole.get("orgUnit"))),
        period=_text(own.get("period", whole.get("period"))),
        option=_text(own.get("categoryOptionCombo")),
        attribute=_text(own.get("attributeOptionCombo", whole.get("attributeOptionCombo"))),
        value=_text(own.get("value")),
        comment=_text(own.get("comment")),
        is_deleted=own.get("deleted") in {True, "true"} if _is_plain(own.get("deleted")) else False,
    )


def _is_plain(value: object) -> bool:
    return isinstance(value, bool | str)


def _text(value: object) -> str:
    """A code as it is written; what is a list or an object is no code."""
    return single_spaced(nfc(value))[:LONGEST] if isinstance(value, str) else ""
