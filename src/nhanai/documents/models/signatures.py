"""What was signed digitally, and what was found of the signatures in a file that came in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.documents.models.outgoing import OutgoingDocument
from nhanai.documents.models.register import Document
from nhanai.documents.signatures.values import NAME_LENGTH, Verdict, verdict_from_json


class SignedCopy(models.Model):
    """Bản ký số: tệp .pdf của văn bản đi sau một lần ký số; tệp trước đó vẫn giữ nguyên."""

    document = models.ForeignKey(
        OutgoingDocument, models.PROTECT, related_name="signed_copies", verbose_name="văn bản đi"
    )
    order = models.PositiveSmallIntegerField("lần ký")
    pdf = models.FileField("tệp .pdf đã ký", max_length=200)
    pdf_sha256 = models.CharField("mã băm của tệp .pdf đã ký", max_length=64)
    holder_name = models.CharField("người đứng tên chứng thư", max_length=NAME_LENGTH)
    holder_organisation = models.CharField(
        "cơ quan trong chứng thư", max_length=NAME_LENGTH, blank=True
    )
    certificate_issuer = models.CharField("nơi cấp chứng thư", max_length=NAME_LENGTH, blank=True)
    certificate_sha256 = models.CharField("mã băm của chứng thư", max_length=64)
    by_token = models.BooleanField("ký bằng thiết bị")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ký"
    )
    signed_at = models.DateTimeField("ký lúc")

    class Meta:
        verbose_name = "bản ký số"
        verbose_name_plural = "bản ký số"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"], name="%(app_label)s_%(class)s_order_once"
            ),
            models.UniqueConstraint(
                fields=["document", "certificate_sha256"],
                name="%(app_label)s_%(class)s_certificate_once",
            ),
            models.CheckConstraint(
                condition=Q(order__gt=0), name="%(app_label)s_%(class)s_order_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(pdf="") & ~Q(pdf_sha256=""),
                name="%(app_label)s_%(class)s_file_and_hash_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, lần ký {self.order}"


class SignatureCheck(models.Model):
    """Lần kiểm tra chữ ký số: kết quả gần nhất đối với tệp .pdf của một văn bản trong sổ."""

    document = models.OneToOneField(
        Document, models.CASCADE, related_name="signature_check", verbose_name="văn bản"
    )
    found = models.JSONField("các chữ ký", default=list, blank=True)
    problem = models.TextField("vì sao không kiểm tra được", blank=True)
    checked_at = models.DateTimeField("kiểm tra lúc")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    """None where the machine checked by itself when the document came in."""

    class Meta:
        verbose_name = "lần kiểm tra chữ ký số"
        verbose_name_plural = "lần kiểm tra chữ ký số"
        ordering = ["document"]

    def __str__(self) -> str:
        return f"{self.document_id}: {len(self.found)}"

    @property
    def verdicts(self) -> list[Verdict]:
        """One for each signature, in the order of signing."""
        return [verdict_from_json(one) for one in self.found]
