"""Shape and spelling of what people type into a report."""

from django import forms

from nhanai.reporting.vocab import ReportKind
from nhanai.web.fields import SendingField


class StartForm(forms.Form):
    """Loại và kỳ của báo cáo."""

    loai = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind.choices)
    ky = forms.CharField(label="Kỳ báo cáo", max_length=60)
    don_vi = forms.IntegerField(label="Đơn vị báo cáo", required=False)


class FrameForm(forms.Form):
    """Thể thức của báo cáo."""

    superior = forms.CharField(
        label="Cơ quan chủ quản", max_length=300, required=False,
        help_text="Dòng trên, chữ thường, ở góc trái đầu trang.",
    )  # fmt: skip
    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ: BC-CTĐ.")
    place = forms.CharField(label="Nơi ban hành", max_length=100)
    addressed_to = forms.CharField(
        label="Kính gửi", max_length=1000, required=False, help_text="Mỗi nơi một dòng.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    signature = forms.CharField(
        label="Quyền hạn, chức vụ người ký", max_length=400, required=False,
        help_text="Mỗi dòng như in trên văn bản, ví dụ: TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    signer = forms.CharField(label="Họ và tên người ký", max_length=150, required=False)
    recipients = forms.CharField(
        label="Nơi nhận", max_length=2000, required=False, help_text="Mỗi nơi một dòng.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class PassageForm(forms.Form):
    """Đoạn tự viết."""

    token = SendingField()
    loi = forms.CharField(label="Nội dung đoạn", widget=forms.Textarea(attrs={"rows": 4}))


class LetterForm(forms.Form):
    """Nội dung và thể thức của công văn đôn đốc."""

    body = forms.CharField(
        label="Nội dung công văn", max_length=40_000, help_text="Mỗi đoạn một dòng.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip
    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ: CTĐ-VP.")
    place = forms.CharField(label="Nơi ban hành", max_length=100)
    signature = forms.CharField(
        label="Quyền hạn, chức vụ người ký", max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    signer = forms.CharField(label="Họ và tên người ký", max_length=100)
    recipients = forms.CharField(
        label="Nơi nhận", max_length=2000, help_text="Mỗi nơi một dòng.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
