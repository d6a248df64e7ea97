"""Shape and spelling of what a person enters."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.documents import queries
from nhanai.documents.actions import CannotSign, Following, KeyFile, Token
from nhanai.documents.models import Document
from nhanai.documents.queries import Owner
from nhanai.documents.rules import FILES_AT_ONCE, Heading
from nhanai.documents.rules.outgoing import Facts
from nhanai.documents.signatures.values import KEY_BYTES
from nhanai.documents.vocab import CONTENT_TYPES, ISSUED_KINDS, KINDS, LETTER, Direction
from nhanai.paper.values import Signature
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, SendingField

FIELDS: Final = ("kind_name", "number", "symbol", "day", "month", "year", "issuer", "title")


class ManyFilesInput(forms.FileInput):
    """The browser's own field, onto which files may also be dropped."""

    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: "MultiValueDict[str, UploadedFile[bytes]]", name: str
    ) -> list[UploadedFile[bytes]]:
        """Every file chosen."""
        return files.getlist(name)


class ManyFiles(forms.FileField):
    """Any number of files; what each must be like, the act says."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401 (Django's signature)
        """The files as they came."""
        return [file for file in data or [] if file]


class RegisterForm(forms.Form):
    """Files to be entered, in whose register, and on which side of it."""

    file = ManyFiles(
        label="Tệp văn bản",
        required=True,
        widget=ManyFilesInput(attrs={"accept": ",".join(CONTENT_TYPES), "multiple": True}),
    )
    direction = forms.ChoiceField(
        label="Vào sổ", choices=Direction.choices, widget=forms.RadioSelect
    )
    owner = forms.ChoiceField(label="Sổ của đơn vị", required=False)
    again = forms.BooleanField(label="Vẫn vào sổ thêm một lần", required=False)
    token = SendingField()

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        owners: Sequence[Owner],
    ) -> None:
        super().__init__(data, files)
        self.owners = {str(one.unit.pk): one for one in owners}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(key, one.name) for key, one in self.owners.items()]
        self.initial.setdefault("direction", Direction.INCOMING)
        kinds = ", ".join(CONTENT_TYPES)
        self.fields["file"].help_text = (
            f"Chọn hoặc kéo tệp thả vào ô trên, nhiều nhất {FILES_AT_ONCE} tệp. Nhận {kinds}; "
            f"mỗi tệp không quá {settings.UPLOAD_LIMIT // 2**20} MB."
        )

    @property
    def asks_owner(self) -> bool:
        """Whether there is more than one register to choose from."""
        return len(self.owners) > 1

    def chosen(self) -> dict[str, Any]:
        """What the act needs; the only register need not be chosen."""
        if not self.is_valid():
            raise Refused("Hãy chọn lại sổ và tệp cần vào sổ.")
        owner = self.cleaned_data["owner"] or next(iter(self.owners))
        return {
            "files": self.cleaned_data["file"],
            "owner": self.owners[owner].unit,
            "direction": Direction(self.cleaned_data["direction"]),
            "again": self.cleaned_data["again"],
            "token": self.cleaned_data["token"],
        }


class HeadingForm(forms.Form):
    """The facts of a heading, as a person reads them on the stamped paper."""

    kind_name = forms.ChoiceField(label="Loại văn bản", required=False)
    number = forms.CharField(label="Số", max_length=20, required=False)
    symbol = forms.CharField(label="Ký hiệu", max_length=60, required=False)
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31, required=False)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12, required=False)
    year = forms.IntegerField(label="Năm", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=300, required=False)
    title = forms.CharField(
        label="Trích yếu",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None = None, *, document: Document) -> None:
        super().__init__(data, initial=now_in(document))
        field = self.fields["kind_name"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        names = dict.fromkeys([*KINDS.values(), document.kind_name])
        field.choices = [("", "Chưa rõ"), *((name, name) for name in names if name)]
        for name in ("day", "month", "year"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})

    def heading(self) -> Heading:
        """The facts entered."""
        return Heading(**{name: self.cleaned_data[name] for name in FIELDS})

    def show(self, findings: Sequence[Finding]) -> None:
        """Put what the act found at the fields it found it in."""
        for finding in findings:
            self.add_error(finding.where if finding.where in self.fields else None, finding.message)


def now_in(document: Document) -> dict[str, Any]:
    """The facts as they stand."""
    return {name: getattr(document, name) for name in FIELDS}


class OutgoingForm(forms.Form):
    """What the register asks of a document made elsewhere."""

    file = forms.FileField(
        label="Tệp văn bản",
        error_messages={"required": "Chưa chọn tệp văn bản."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
    owner = forms.ChoiceField(label="Đơn vị ban hành", required=False)
    kind = forms.ChoiceField(label="Loại văn bản")
    symbol = forms.CharField(
        label="Ký hiệu", max_length=60, error_messages={"required": "Chưa ghi ký hiệu."}
    )
    day = DayField(label="Ngày ban hành", required=False)
    subject = forms.CharField(
        label="Trích yếu",
        error_messages={"required": "Chưa ghi trích yếu của văn bản."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    signer_lines = forms.CharField(
        label="Quyền hạn, chức vụ người ký",
        error_messages={"required": "Chưa ghi quyền hạn, chức vụ của người ký."},
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng như trên văn bản. Ví dụ: TM. BAN THƯỜNG VỤ, xuống dòng, CHỦ TỊCH.",
    )
    signer_name = forms.CharField(
        label="Họ và tên người ký", error_messages={"required": "Chưa ghi họ và tên người ký."}
    )
    recipients = forms.CharField(
        label="Nơi nhận ghi trên văn bản",
        error_messages={"required": "Chưa ghi nơi nhận. Ít nhất có: Lưu: VT."},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi nơi một dòng, dòng cuối là Lưu: VT.",
    )
    to = forms.CharField(
        label="Gửi trên hệ thống đến",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi đơn vị hoặc khối một dòng. Ví dụ: Sở Y tế, Ủy ban nhân dân các xã, phường.",
    )
    token = SendingField()

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        owners: Sequence[Owner],
        following: Following,
    ) -> None:
        earlier = following.replaces or following.corrects
        super().__init__(data, files, initial=begun(following))
        kept = [one for one in owners if earlier is None or one.unit.pk == earlier.owner_id]
        self.owners = {str(one.unit.pk): one for one in kept}
        set_choices(self, "owner", [(key, one.name) for key, one in self.owners.items()])
        kinds = {earlier.kind} if following.replaces and earlier else set(ISSUED_KINDS)
        kinds = {LETTER} if following.corrects else kinds
        set_choices(self, "kind", [(k, name) for k, name in KINDS.items() if k in kinds])
        limit = settings.UPLOAD_LIMIT // 2**20
        self.fields["file"].help_text = f"Bản .pdf đã ký, hoặc .docx, không quá {limit} MB."
        self.fields["symbol"].help_text = "Phần sau số: BC-CTĐ; công văn: CTĐ-VP."
        self.fields["day"].help_text = "Để trống là hôm nay."

    @property
    def asks_owner(self) -> bool:
        """Whether there is more than one unit to issue for."""
        return len(self.owners) > 1

    def owner_chosen(self) -> Unit:
        """For whom the document is issued; the only unit need not be chosen."""
        if not self.is_valid() or not self.owners:
            raise Refused("Hãy xem lại các mục được đánh dấu bên dưới.")
        return self.owners[self.cleaned_data["owner"] or next(iter(self.owners))].unit

    def facts(self) -> Facts:
        """What was written of the document."""
        said = self.cleaned_data
        signature = Signature(tuple(said["signer_lines"].splitlines()), said["signer_name"])
        recipients = tuple(line.strip(" -;.") for line in said["recipients"].splitlines())
        return Facts(said["kind"], said["symbol"], said["subject"], signature, recipients)

    def show(self, findings: Sequence[Finding]) -> None:
        """Put what the act found at the fields it found it in."""
        for finding in findings:
            self.add_error(finding.where if finding.where in self.fields else None, finding.message)


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """What may be chosen in one field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared so)
    field.choices = list(choices)


def begun(following: Following) -> dict[str, Any]:
    """What a replacement or a correction takes over from the document before it."""
    earlier = following.replaces or following.corrects
    if earlier is None:
        return {"recipients": "Lưu: VT"}
    begun = {
        "owner": str(earlier.owner_id),
        "signer_name": earlier.signer_name,
        "signer_lines": "\n".join(earlier.signer_lines),
        "recipients": "\n".join(earlier.recipients),
        "to": "\n".join(queries.names_sent_to(earlier)),
    }
    if following.replaces:
        return begun | {
            "kind": earlier.kind, "symbol": earlier.symbol, "subject": earlier.subject
        }  # fmt: skip
    day = written(earlier.day)
    return begun | {"subject": f"Đính chính văn bản số {earlier.reference} ngày {day}"}


class PackageForm(forms.Form):
    """A package of another office, and into whose register it goes."""

    token = SendingField()
    file = forms.FileField(
        label="Tệp gói tin (.edxml, .xml)",
        widget=forms.FileInput(attrs={"accept": ".edxml,.xml"}),
        error_messages={"required": "Chưa chọn tệp gói tin."},
    )
    owner = forms.ChoiceField(label="Sổ của đơn vị", required=False)
    again = forms.BooleanField(label="Vẫn nhận dù tệp đã có trong sổ", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        owners: Sequence[Owner],
    ) -> None:
        super().__init__(data, files)
        self.owners = {str(one.unit.pk): one for one in owners}
        set_choices(self, "owner", [(key, one.name) for key, one in self.owners.items()])

    @property
    def asks_owner(self) -> bool:
        """Whether there is more than one register to choose from."""
        return len(self.owners) > 1

    def chosen(self) -> dict[str, Any]:
        """What the act needs; the only register need not be chosen."""
        if not self.is_valid() or not self.owners:
            raise Refused("Hãy chọn lại sổ và tệp gói tin.")
        owner = self.cleaned_data["owner"] or next(iter(self.owners))
        return {
            "file": self.cleaned_data["file"],
            "owner": self.owners[owner].unit,
            "again": self.cleaned_data["again"],
            "token": self.cleaned_data["token"],
        }


def key_given(
    post: QueryDict, files: "MultiValueDict[str, UploadedFile[bytes]]"
) -> KeyFile | Token:
    """The key with which a document is to be signed; a refusal where there is none."""
    if post.get("cach") == "thiet-bi":
        if not (settings.PKCS11_MODULE and settings.PKCS11_TOKEN):
            raise CannotSign("Máy chủ này chưa cài đặt thiết bị ký số. Hãy ký bằng tệp khóa.")
        pin = str(post.get("ma_pin", ""))[:64]
        if not pin:
            raise CannotSign("Hãy nhập mã PIN của thiết bị ký số.")
        return Token(settings.PKCS11_MODULE, settings.PKCS11_TOKEN, pin)
    file = files.get("tep_khoa")
    if file is None:
        raise CannotSign("Hãy chọn tệp khóa (.p12 hoặc .pfx) để ký.")
    return KeyFile(file.read(KEY_BYTES + 1), str(post.get("mat_khau", ""))[:200])
