"""A partner as it is typed, with its table of codes."""

from django import forms

from nhanai.exchange.actions.partners import About
from nhanai.exchange.reading.text import FILE_LIMIT
from nhanai.exchange.vocab import IdScheme
from nhanai.web.fields import FindingsForm


class PartnerForm(FindingsForm):
    """Whom figures are exchanged with."""

    name = forms.CharField(
        label="Tên đối tác",
        max_length=150,
        error_messages={"required": "Nhập tên đối tác.", "max_length": "Tên dài quá 150 ký tự."},
    )
    scheme = forms.ChoiceField(
        label="Cách gọi tên",
        choices=IdScheme.choices,
        error_messages={"required": "Chọn cách gọi tên.", "invalid_choice": "Chọn cách gọi tên."},
    )
    data_set = forms.CharField(
        label="Mã bộ số liệu",
        max_length=100,
        required=False,
        help_text="dataSet trong DHIS2, nếu đối tác cần.",
        error_messages={"max_length": "Mã dài quá 100 ký tự."},
    )
    table = forms.FileField(
        label="Bảng mã .csv",
        required=False,
        allow_empty_file=True,
        help_text="Ba cột: loại, mã của ta, mã của đối tác. Bảng mới thay bảng cũ.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def about(self) -> About:
        """What is said of the partner."""
        said = self.cleaned_data
        return About(said["name"], IdScheme(said["scheme"]), said["data_set"])

    def bytes_of_table(self) -> bytes:
        """The table; of one that is too large no more than shows that it is."""
        file = self.cleaned_data["table"]
        return (file.read(FILE_LIMIT + 1) or b" ") if file is not None else b""
