"""What people type about accounts: its shape and spelling; the acts decide the rest."""

import datetime as dt
from typing import Any, Final

from django import forms

from nhanai.base.text import canonical, fold
from nhanai.identity.rules import FULL_NAME_LENGTH
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit, UnitName

USERNAME_NOTE: Final = "Chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối. Ví dụ: lo.thi.hanh"
PASSWORD_NOTE: Final = "Ít nhất 10 ký tự. Một câu ngắn dễ nhớ thì tốt hơn một từ khó."  # noqa: S105 (advice)
LONGEST_PASSWORD: Final = 200
"""Longer ones only make the server work."""


def _text(label: str, *, longest: int, note: str = "", **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=note,
        widget=forms.TextInput(attrs=attributes),
        error_messages={
            "required": f"Nhập {label.lower()}.",
            "max_length": f"{label} dài quá {longest} ký tự, hãy viết gọn lại.",
        },
    )


def _password(label: str, *, autocomplete: str, note: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=note,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={
            "required": f"Nhập {label.lower()}.",
            "max_length": f"Mật khẩu dài quá {LONGEST_PASSWORD} ký tự.",
        },
    )


def _day(label: str, *, required: bool = True, note: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=note,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": f"Nhập {label.lower()}, ví dụ 01/7/2026.",
            "invalid": "Viết ngày như 01/7/2026.",
        },
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=254,
        error_messages={"invalid": "Viết địa chỉ như ten@laichau.gov.vn."},
    )


def _check_same(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """The new password was typed the same way twice."""
    one, two = cleaned.get("password"), cleaned.get("again")
    if one and two and one != two:
        form.add_error("again", "Hai lần nhập chưa giống nhau. Nhập lại.")


class SignInForm(forms.Form):
    """Tên đăng nhập và mật khẩu."""

    username = _text("Tên đăng nhập", longest=60, autocomplete="username", autocapitalize="none")
    password = _password("Mật khẩu", autocomplete="current-password")

    def clean_username(self) -> str:
        """Written in capitals or with a space after, it is the same name."""
        username: str = self.cleaned_data["username"]
        return username.strip().lower()


class SetUpForm(forms.Form):
    """Người quản trị đầu tiên."""

    code = _text("Mã thiết lập", longest=40, autocomplete="off", autocapitalize="none")
    full_name = _text("Họ và tên", longest=FULL_NAME_LENGTH, autocomplete="name")
    username = _text("Tên đăng nhập", longest=60, note=USERNAME_NOTE, autocomplete="username")
    password = _password("Mật khẩu", autocomplete="new-password", note=PASSWORD_NOTE)
    again = _password("Nhập lại mật khẩu", autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        cleaned = super().clean() or {}
        _check_same(self, cleaned)
        return cleaned


class PasswordForm(forms.Form):
    """Đổi mật khẩu của mình."""

    current = _password("Mật khẩu hiện tại", autocomplete="current-password")
    password = _password("Mật khẩu mới", autocomplete="new-password", note=PASSWORD_NOTE)
    again = _password("Nhập lại mật khẩu mới", autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Both new passwords are the same."""
        cleaned = super().clean() or {}
        _check_same(self, cleaned)
        return cleaned


class KeysForm(forms.Form):
    """Phím tắt của tôi."""

    keys = forms.BooleanField(
        label="Dùng phím tắt một chữ",
        required=False,
        help_text="J, K để đi giữa các mục, Enter để xác nhận. Tắt khi dùng phần mềm đọc màn hình.",
    )


class PersonForm(forms.Form):
    """Người dùng mới, hoặc sửa họ tên."""

    full_name = _text("Họ và tên", longest=FULL_NAME_LENGTH, autocomplete="off")
    email = _email()


class NewPersonForm(PersonForm):
    """Người dùng mới."""

    username = _text("Tên đăng nhập", longest=60, note=USERNAME_NOTE, autocomplete="off")
    field_order = ["full_name", "username", "email"]


class UnitField(forms.CharField):
    """A unit written by its name; accents and capitals need not be right if one only fits."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (Django's own options)
        super().__init__(**options)
        self.names: list[UnitName] = []

    def clean(self, value: Any) -> Unit:  # noqa: ANN401 (Django's own signature)
        """The unit meant, or the error that says which could be."""
        text: str = super().clean(value)
        exact = {
            name.unit_id: name for name in self.names if canonical(name.name) == canonical(text)
        }
        loose = exact or {
            name.unit_id: name for name in self.names if fold(name.name) == fold(text)
        }
        if len(loose) == 1:
            return next(iter(loose.values())).unit
        near = [
            name.name
            for name in self.names
            if all(w in name.name_folded for w in fold(text).split())
        ]
        shown = "; ".join(near[:5])
        hint = f" Có phải: {shown}?" if shown else " Chọn một tên trong danh sách gợi ý."
        raise forms.ValidationError(f"Chưa rõ đơn vị nào.{hint}")


class AppointForm(forms.Form):
    """Bổ nhiệm."""

    role = forms.ChoiceField(
        label="Vai trò",
        choices=[("", "Chọn vai trò"), *Role.choices],
        error_messages={
            "required": "Chọn vai trò.",
            "invalid_choice": "Chọn vai trò trong danh sách.",
        },
    )
    unit = UnitField(
        label="Đơn vị",
        max_length=300,
        help_text="Gõ vài chữ trong tên rồi chọn.",
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
        error_messages={"required": "Nhập đơn vị."},
    )
    start = _day("Từ ngày")
    last_day = _day("Đến hết ngày", required=False, note="Để trống khi chưa biết.")

    def __init__(self, *args: Any, names: list[UnitName], **options: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*args, **options)
        field = self.fields["unit"]
        if isinstance(field, UnitField):
            field.names = names


class EndForm(forms.Form):
    """Kết thúc bổ nhiệm, kèm bàn giao."""

    last_day = _day("Làm đến hết ngày")
    handover = forms.CharField(
        label="Nội dung bàn giao",
        max_length=5000,
        help_text="Việc đang làm, hồ sơ để ở đâu, bàn giao cho ai. Người kế nhiệm đọc được.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Ghi nội dung bàn giao: việc đang làm, hồ sơ để ở đâu, bàn giao cho ai.",
            "max_length": "Nội dung bàn giao dài quá 5.000 ký tự, hãy viết gọn lại.",
        },
    )


class ReasonForm(forms.Form):
    """Lý do ngừng dùng tài khoản."""

    reason = _text("Lý do", longest=500, autocomplete="off")


def term_of(form: AppointForm) -> tuple[Role, Unit, dt.date, dt.date | None]:
    """What a valid form of appointment says."""
    said = form.cleaned_data
    return Role(said["role"]), said["unit"], said["start"], said["last_day"]
