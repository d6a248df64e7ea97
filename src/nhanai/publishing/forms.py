"""What is to be published, as it is asked for."""

import datetime as dt

from django import forms
from django.http import QueryDict

from nhanai.documents.models import OutgoingDocument
from nhanai.identity.models import User
from nhanai.publishing.queries import Asked, reports_to_publish
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, FindingsForm


class ReleaseForm(FindingsForm):
    """Bản công khai mới."""

    kind = forms.ChoiceField(
        label="Công khai gì", choices=ReleaseKind,
        error_messages={"required": "Chọn loại.", "invalid_choice": "Chọn loại."},
    )  # fmt: skip
    first = DayField(label="Từ ngày", error_messages={"required": "Nhập ngày đầu."})
    last = DayField(label="Đến hết ngày", error_messages={"required": "Nhập ngày cuối."})
    document: forms.ModelChoiceField[OutgoingDocument] = forms.ModelChoiceField(
        label="Báo cáo đã ban hành", queryset=OutgoingDocument.objects.none(), required=False,
        empty_label="Không",
        help_text="Chỉ khi công khai một báo cáo.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, user: User, today: dt.date) -> None:
        super().__init__(data, label_suffix="")
        self.fields["document"].queryset = reports_to_publish(user, today=today)  # type: ignore[attr-defined]  # a field of rows
        self.initial.setdefault("first", today.replace(month=1, day=1))
        self.initial.setdefault("last", today)

    def asked(self, unit: Unit) -> Asked:
        """What was asked for."""
        said = self.cleaned_data
        end = said["last"] + dt.timedelta(days=1)
        document = said["document"] if said["kind"] == ReleaseKind.REPORT else None
        return Asked(ReleaseKind(said["kind"]), unit, said["first"], end, document)
