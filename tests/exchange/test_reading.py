"""Files from elsewhere are read as their formats are documented, and hostile ones are refused."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.errors import Refused
from nhanai.exchange.reading.files import MOST, read
from nhanai.exchange.reading.text import FILE_LIMIT
from nhanai.exchange.rules.lines import Line

pytestmark = pytest.mark.nodb
ADX = """<?xml version="1.0" encoding="UTF-8"?>
<adx xmlns="urn:ihe:qrph:adx:2015" exported="2026-12-01T08:00:00Z">
  <!-- tháng 11 -->
  <group orgUnit="hoi-bum-to" period="2026-11-01/P1M" dataSet="DS">
    <dataValue dataElement="XH08" value="12"><annotation>kiểm đếm</annotation></dataValue>
    <dataValue dataElement="XH12" NHOM="TK" value="2"/>
  </group>
</adx>"""


def test_a_set_of_one_unit_and_period_says_them_once() -> None:
    said = {
        "dataSet": "DS", "completeDate": "2026-12-01", "period": "202611", "orgUnit": "hoi-bum-to",
        "dataValues": [
            {"dataElement": "XH08", "value": "12", "comment": "kiểm đếm"},
            {"dataElement": "XH12", "categoryOptionCombo": "TK", "value": 2, "deleted": True},
        ],
    }  # fmt: skip

    assert read(json.dumps(said).encode()) == [
        Line(1, "XH08", "hoi-bum-to", "202611", value="12", comment="kiểm đếm"),
        Line(2, "XH12", "hoi-bum-to", "202611", "TK", value="2", is_deleted=True),
    ]


def test_values_of_a_bulk_say_their_own_unit_and_period() -> None:
    said = {"dataValues": [{"dataElement": "a", "period": "2026", "orgUnit": "b", "value": "1.5"}]}

    assert read(json.dumps(said).encode("utf-8-sig")) == [Line(1, "a", "b", "2026", value="1.5")]


def test_an_adx_document_is_read_group_by_group() -> None:
    assert read(ADX.encode()) == [
        Line(1, "XH08", "hoi-bum-to", "2026-11-01/P1M", value="12", comment="kiểm đếm"),
        Line(2, "XH12", "hoi-bum-to", "2026-11-01/P1M", "TK", value="2"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        '"dataelement","period","orgunit","categoryoptioncombo","attributeoptioncombo","value"',
        "dataelement,period,orgunit,catoptcombo,attroptcombo,value,strby,lstupd,cmt",
    ],
)
def test_both_spellings_of_the_columns_are_known(head: str) -> None:
    rows = f'{head}\r\n"XH12","202611","hoi-bum-to","TK","HllvX50cXC0","2"\r\n'

    assert read(rows.encode()) == [
        Line(2, "XH12", "hoi-bum-to", "202611", "TK", "HllvX50cXC0", "2")
    ]


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)).replace("&a0;", "&a;")
    + ']><adx xmlns="urn:ihe:qrph:adx:2015"><group orgUnit="&a8;"/></adx>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><adx>&x;</adx>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Tệp trống"),
        (b" " * 20, "Tệp trống"),
        (b"{" * 5, "không phải JSON đúng"),
        (b'{"dataValues":' + b"[" * 200_000, "không phải JSON đúng"),
        (b'{"dataValues": [{"value": NaN}]}', "không phải JSON đúng"),
        (b'{"a": 1}', "không có danh sách dataValues"),
        (b"[1]", "không có danh sách dataValues"),
        (b'{"dataValues": []}', "không có số liệu nào"),
        (b'{"dataValues": [' + b"1," * MOST + b"1]}", f"hơn {MOST} số liệu"),
        (BOMB.encode(), "DOCTYPE"),
        (OUTSIDE.encode(), "DOCTYPE"),
        (b"<adx", "không phải XML đúng"),
        (b"<a>" * 500, "không phải XML đúng"),
        (b"<html/>", "không phải ADX"),
        (ADX.replace("dataValue", "value").encode(), "phần tử lạ “value”"),
        (b"a,b\n1,2", "cần các tiêu đề"),
        (b"PK\x03\x04\0\0", "không phải tệp chữ"),
        (b"dataelement\xe1,period", "UTF-8"),
        (b"x" * (FILE_LIMIT + 1), "lớn hơn 5 MB"),
    ],
)
def test_what_is_no_file_of_figures_is_refused_with_words(content: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)

    assert told in refused.value.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(["dataElement", "orgUnit", "period", "value", "deleted", "comment"])


@given(st.lists(st.dictionaries(KEYS, JSON) | JSON, min_size=1, max_size=4), st.binary(max_size=40))
def test_whatever_comes_is_lines_or_a_refusal(values: object, noise: bytes) -> None:
    for content in (json.dumps({"dataValues": values}).encode(), noise, b"<" + noise):
        found: list[Line] = []
        with suppress(Refused):
            found = read(content)
        assert [line.number for line in found] == sorted({line.number for line in found})
