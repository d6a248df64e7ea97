"""The words of activities."""

from django.db import models

from nhanai.facts.vocab import StatutoryField

__all__ = ["ActivityState", "CampaignKind", "PersonPart", "StatutoryField"]


class ActivityState(models.TextChoices):
    """Trạng thái của hoạt động: only what is recorded is counted."""

    DRAFT = "DRAFT", "Nháp"
    RECORDED = "RECORDED", "Đã ghi"
    WITHDRAWN = "WITHDRAWN", "Đã rút"


class CampaignKind(models.TextChoices):
    """Loại chiến dịch: some measures of a report ask for it."""

    TET = "TET", "Tết Nhân ái"
    HUMANITARIAN_MONTH = "HUMANITARIAN_MONTH", "Tháng Nhân đạo"
    BLOOD = "BLOOD", "Hiến máu tình nguyện"
    GOOD_PEOPLE = "GOOD_PEOPLE", "Người tốt, việc thiện"
    ADDRESS = "ADDRESS", "Gắn với một địa chỉ nhân đạo"
    OTHER = "OTHER", "Chiến dịch khác"


class PersonPart(models.TextChoices):
    """Người có tên trong hoạt động: was helped, took part, or gave blood."""

    HELPED = "HELPED", "Được giúp"
    JOINED = "JOINED", "Tham gia"
    DONATED = "DONATED", "Hiến máu"
