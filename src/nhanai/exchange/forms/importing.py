"""A file of figures as it is sent."""

from django import forms

from nhanai.exchange.models import Partner
from nhanai.exchange.queries.partners import partners
from nhanai.exchange.reading.text import FILE_LIMIT, LIMIT_WORDS
from nhanai.exchange.rules.periods import CALENDAR
from nhanai.periods.queries import regimes
from nhanai.web.fields import FindingsForm, SendingField, offer

NAMED_IN_FILES = ("CALENDAR", "ND09")
"""The regimes that have months, quarters, halves and years."""


class FileForm(FindingsForm):
    """Tệp số liệu từ hệ thống khác."""

    file = forms.FileField(
        label="Tệp số liệu",
        allow_empty_file=True,
        help_text=f"DHIS2 (.json, .csv) hoặc ADX (.xml), đến {LIMIT_WORDS}, đến 1.000 số liệu.",
        widget=forms.FileInput(attrs={"accept": ".json,.xml,.csv"}),
        error_messages={"required": "Chọn tệp số liệu."},
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label="Mã trong tệp là của",
        required=False,
        empty_label="Nhân Ái",
        error_messages={"invalid_choice": "Chọn đối tác trong danh sách."},
    )
    regime = forms.ChoiceField(
        label="Tên kỳ trong tệp là",
        initial=CALENDAR,
        help_text="Tháng 11 dương lịch là 01/11 – 30/11; theo Nghị định 09 là 15/10 – 14/11.",
        error_messages={"required": "Chọn chế độ kỳ.", "invalid_choice": "Chọn chế độ kỳ."},
    )
    token = SendingField()

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own arguments
        codes = {one.code: one.name for one in regimes()}
        offer(self, "regime", [(code, codes[code]) for code in NAMED_IN_FILES])
        field = self.fields["partner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = partners()

    def content(self) -> bytes:
        """The file; of one that is too large no more than shows that it is."""
        content: bytes = self.cleaned_data["file"].read(FILE_LIMIT + 1)
        return content
