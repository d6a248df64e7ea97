"""The words of bank statements and cash boxes."""

from django.db import models


class StatementFormat(models.TextChoices):
    """Dạng sao kê."""

    CSV = "CSV", "CSV"
    XLSX = "XLSX", "Excel"
    MT940 = "MT940", "MT940"
    CAMT053 = "CAMT053", "CAMT.053"


class MatchKind(models.TextChoices):
    """Vì sao đề xuất: what a proposal for a line rests on."""

    REFERENCE = "REFERENCE", "đúng mã và đúng số tiền"
    OTHER_AMOUNT = "OTHER_AMOUNT", "đúng mã, khác số tiền"
    AMOUNT_AND_DAY = "AMOUNT_AND_DAY", "đúng số tiền, gần ngày"


class LineState(models.TextChoices):
    """Trạng thái của dòng sao kê."""

    OPEN = "OPEN", "Chưa giải thích"
    TAKEN = "TAKEN", "Đã giải thích"
