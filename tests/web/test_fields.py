"""A day that does not exist is answered with what to correct."""

import datetime as dt

import pytest
from django import forms

from nhanai.web.fields import DayField


def test_a_day_is_read_day_first() -> None:
    assert DayField().clean(" 03/04/2026 ") == dt.date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("31/02/2027", "Tháng 2 năm 2027 có 28 ngày. Nhập ngày từ 01 đến 28."),
        ("31/02/2028", "Tháng 2 năm 2028 có 29 ngày. Nhập ngày từ 01 đến 29."),
        ("04/23/2026", "Một năm có 12 tháng, không có tháng 23. Viết ngày trước, tháng sau."),
        ("hôm qua", "Viết ngày theo thứ tự ngày, tháng, năm, ví dụ 08/6/2010."),
        ("01/01/0000", "Năm có 4 chữ số, ví dụ 2026."),
        ("", "Nhập ngày, ví dụ 08/6/2010."),
    ],
)
def test_the_error_says_what_to_correct(text: str, advice: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        DayField().clean(text)

    assert refusal.value.messages == [advice]
