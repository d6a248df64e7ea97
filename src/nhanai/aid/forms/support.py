"""Sponsors, promises, batches."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from nhanai.activities.models import Campaign
from nhanai.aid.actions import BatchValues, CommitmentValues
from nhanai.aid.forms.fields import MoneyOrNothing, Plain, line
from nhanai.aid.models import Sponsor
from nhanai.aid.rules.schedule import Promise
from nhanai.aid.vocab import Cycle, GiftKind
from nhanai.documents.forms import ManyFiles, ManyFilesInput
from nhanai.plans.rules.evidence import FILE_LIMIT, Given
from nhanai.units.models import Unit
from nhanai.web.fields import DayField, SendingField, offer

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MONEY = {"required": "Ghi số tiền, ví dụ 300.000."}


class SponsorForm(Plain):
    """An organisation by its name; a person is chosen from the register."""

    prefix_of_ids = "nd"
    unit = forms.ChoiceField(label="Đơn vị giữ sổ")
    name = line("Tên tổ chức, doanh nghiệp, nhóm", 200)
    contact = line("Liên hệ", 200, note="Người đầu mối, điện thoại cơ quan.")
    is_anonymous = forms.BooleanField(label="Không nêu tên ra ngoài", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, units: Sequence[tuple[Unit, str]]
    ) -> None:
        super().__init__(data)
        self.units = {str(unit.pk): unit for unit, _ in units}
        offer(self, "unit", [(str(unit.pk), name) for unit, name in units])


class CommitmentForm(Plain):
    """What a sponsor promises to one address."""

    prefix_of_ids = "ck"
    sponsor = forms.ChoiceField(label="Nhà đỡ đầu", error_messages={"required": "Chọn nhà đỡ đầu."})
    kind = forms.ChoiceField(label="Hình thức", choices=GiftKind.choices)
    amount = MoneyOrNothing(label="Mỗi kỳ", max_length=30, error_messages=MONEY)
    what = line("Giúp gì", 200)
    cycle = forms.ChoiceField(label="Chu kỳ", choices=Cycle.choices, initial=Cycle.MONTHLY)
    start = DayField(label="Từ ngày")
    last = DayField(label="Đến hết ngày", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, sponsors: Sequence[tuple[Sponsor, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.sponsors = {str(one.pk): one for one, _ in sponsors}
        named = [(str(one.pk), name) for one, name in sponsors]
        offer(self, "sponsor", [("", "Chọn nhà đỡ đầu"), *named])

    @property
    def chosen(self) -> Sponsor:
        """The sponsor."""
        return self.sponsors[self.cleaned_data["sponsor"]]

    @property
    def values(self) -> CommitmentValues:
        """The promise as the act takes it."""
        data = self.cleaned_data
        end = data["last"] + dt.timedelta(days=1) if data["last"] else None
        promise = Promise(Cycle(data["cycle"]), data["amount"] or 0, data["start"], end)
        return CommitmentValues(GiftKind(data["kind"]), promise, data["what"])


class BatchForm(Plain):
    """A batch: what each address gets unless its own row says otherwise."""

    prefix_of_ids = "dt"
    token = SendingField()
    name = line("Tên đợt", 200, required=True)
    on = DayField(label="Ngày trao")
    place = line("Nơi trao", 200)
    kind = forms.ChoiceField(label="Hình thức", choices=GiftKind.choices)
    what = line("Trao gì", 200, required=True, note="Ví dụ 10 kg gạo, 1 lít dầu ăn.")
    worth = MoneyOrNothing(label="Trị giá mỗi địa chỉ", required=False, max_length=30)
    giver = line("Nguồn, người ủng hộ", 200)
    is_monthly = forms.BooleanField(label="Là trợ cấp hằng tháng", required=False)
    campaign = forms.ChoiceField(label="Thuộc chiến dịch", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, kinds: Sequence[GiftKind],
        campaigns: Sequence[Campaign], initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.campaigns = {str(one.pk): one for one in campaigns}
        offer(self, "kind", [(one.value, str(one.label)) for one in kinds])
        named = [(str(one.pk), one.name) for one in campaigns]
        offer(self, "campaign", [("", "Không thuộc chiến dịch nào"), *named])

    @property
    def values(self) -> BatchValues:
        """The batch as the act takes it."""
        data = self.cleaned_data
        same = ("name", "on", "what", "place", "giver", "is_monthly")
        return BatchValues(
            **{name: data[name] for name in same}, kind=GiftKind(data["kind"]),
            campaign=self.campaigns.get(data["campaign"]),
        )  # fmt: skip


class ProofForm(Plain):
    """Photos of a batch."""

    prefix_of_ids = "mc"
    photos = ManyFiles(
        label="Ảnh",
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".jpg,.jpeg,.png,.webp"}),
    )
    consent = forms.BooleanField(label="Người trong ảnh đã đồng ý cho chụp", required=False)


def given_photos(files: Sequence["UploadedFile[bytes]"]) -> list[Given]:
    """The photos as the act takes them; of one that is too large no more than shows that it is."""
    return [Given(name=str(one.name or ""), content=one.read(FILE_LIMIT + 1)) for one in files]
