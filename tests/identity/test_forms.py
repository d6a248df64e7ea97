"""What people type: spelled loosely, understood exactly, refused with what to do."""

import datetime as dt

import pytest
from django.forms import Form
from tests.builders.identity import a_workplace

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity import forms
from nhanai.identity.vocab import Role
from nhanai.units.models import UnitName
from nhanai.web.fields import add_refusal


def names(*units: str) -> list[UnitName]:
    return [a_workplace(name=unit).names.get() for unit in units]


def an_appointment_form(unit: str, known: list[UnitName], **said: str) -> forms.AppointForm:
    data = {"role": Role.AGENCY_OFFICER, "unit": unit, "start": "01/7/2026", **said}
    return forms.AppointForm(data, names=known)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Sở Y tế", "sở y  TẾ", "so y te"])
def test_a_unit_is_understood_with_and_without_accents(typed: str) -> None:
    known = names("Sở Y tế", "Sở Nội vụ")
    form = an_appointment_form(typed, known)

    assert form.is_valid()
    assert (form.cleaned_data["unit"], form.cleaned_data["start"]) == (
        known[0].unit,
        dt.date(2026, 7, 1),
    )


@pytest.mark.django_db
def test_accents_decide_where_two_units_differ_by_them_alone() -> None:
    known = names("Xã Mường Mô", "Xã Mường Mỏ")
    form = an_appointment_form("xã mường mỏ", known)

    assert form.is_valid()
    assert form.cleaned_data["unit"] == known[1].unit


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xa muong mo", "Có phải: Xã Mường Mô; Xã Mường Mỏ?"),
        ("muong", "Có phải: Xã Mường Mô; Xã Mường Mỏ?"),
        ("ở đâu đó", "Chọn một tên trong danh sách gợi ý."),
    ],
)
def test_a_unit_in_doubt_is_asked_about(typed: str, said: str) -> None:
    form = an_appointment_form(typed, names("Xã Mường Mô", "Xã Mường Mỏ"))

    assert form.errors == {"unit": [f"Chưa rõ đơn vị nào. {said}"]}


@pytest.mark.django_db
def test_what_is_missing_or_wrong_says_what_to_do() -> None:
    form = an_appointment_form("", [], role="", start="31/02/2026", last_day="mai")

    assert form.errors == {
        "role": ["Chọn vai trò."],
        "unit": ["Nhập đơn vị."],
        "start": ["Viết ngày như 01/7/2026."],
        "last_day": ["Viết ngày như 01/7/2026."],
    }


def test_a_username_is_the_same_in_capitals() -> None:
    form = forms.SignInForm({"username": " SoYTe ", "password": " khoảng trắng "})

    assert form.is_valid()
    assert form.cleaned_data == {"username": "soyte", "password": " khoảng trắng "}


@pytest.mark.parametrize("kind", [forms.PasswordForm, forms.SetUpForm])
def test_a_new_password_is_typed_the_same_way_twice(kind: type[Form]) -> None:
    form = kind({"password": "một hai ba bốn", "again": "một hai ba năm"})

    assert form.errors["again"] == ["Hai lần nhập chưa giống nhau. Nhập lại."]


def test_every_field_says_in_vietnamese_that_it_is_missing() -> None:
    for kind in (forms.SignInForm, forms.SetUpForm, forms.NewPersonForm, forms.EndForm):
        for name, errors in kind({}).errors.items():
            assert str(errors[0]).startswith(("Nhập ", "Ghi ")), (kind, name)


def test_a_refusal_is_shown_beside_its_field_or_above_all() -> None:
    form = forms.NewPersonForm({"full_name": "x", "username": "xyz"})
    form.is_valid()

    add_refusal(form, Refused("Chưa lưu.", [Finding("a", "Đã có.", where="username")]))
    add_refusal(form, Refused("Không có quyền."))
    add_refusal(form, Refused("Chưa lưu.", [Finding("b", "Cả đơn.")]))

    assert form.errors == {"username": ["Đã có."], "__all__": ["Không có quyền.", "Cả đơn."]}
