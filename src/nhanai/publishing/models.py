"""Releases, and the log of everything that was ever published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents.models import OutgoingDocument
from nhanai.publishing.vocab import ReleaseKind, ReleaseState
from nhanai.units.models import Unit


class Release(models.Model):
    """Bản công khai: những gì công chúng được xem, giữ nguyên như lúc công bố.

    `content` is the frozen snapshot, `digest` its hash. Once published nothing of it changes: what
    was wrong is published anew, and names the release that it corrects.
    """

    number = models.PositiveIntegerField("số", null=True, blank=True, unique=True)
    kind = models.CharField("loại", max_length=10, choices=ReleaseKind)
    state = models.CharField("tình trạng", max_length=10, choices=ReleaseState)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    title = models.CharField("tên", max_length=300)
    title_en = models.CharField("tên tiếng Anh", max_length=300)
    subject = models.CharField("về", max_length=60, blank=True, db_index=True)
    """The public code of what it is about, where it is about one thing: a round, a campaign."""
    consent = models.CharField("ai đã đồng ý công bố", max_length=300, blank=True)
    start = models.DateField("từ ngày", null=True, blank=True)
    end = models.DateField("đến trước ngày", null=True, blank=True)
    document = models.ForeignKey(
        OutgoingDocument, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="văn bản",
    )  # fmt: skip
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True,
        verbose_name="đính chính bản",
    )  # fmt: skip
    content = models.JSONField("nội dung")
    digest = models.CharField("mã băm", max_length=71)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("lập lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True, db_index=True)
    reason = models.CharField("lý do bỏ", max_length=400, blank=True)

    class Meta:
        verbose_name = "bản công khai"
        verbose_name_plural = "bản công khai"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PUBLISHED", number__isnull=False, published_by__isnull=False,
                            published_at__isnull=False)
                | ~Q(state="PUBLISHED") & Q(number__isnull=True, published_by__isnull=True,
                                            published_at__isnull=True),
                name="%(app_label)s_%(class)s_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("prepared_by")),
                name="%(app_label)s_%(class)s_two_persons",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        number = f" số {self.number}" if self.number else ""
        return f"Bản công khai{number}: {self.title}"


class PublicLog(models.Model):
    """Sổ công khai: how many entries it has; whoever adds to it queues here."""

    size = models.PositiveBigIntegerField("số mục", default=0)

    class Meta:
        verbose_name = "sổ công khai"
        verbose_name_plural = "sổ công khai"

    def __str__(self) -> str:
        return f"{self.size} mục"


class PublicEntry(models.Model):
    """Mục sổ công khai: one published thing, as it was hashed (RFC 6962)."""

    index = models.PositiveBigIntegerField("thứ tự", unique=True)
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="entries", verbose_name="bản công khai"
    )
    key = models.CharField("mã tra cứu", max_length=100, db_index=True)
    content = models.TextField("nội dung")
    leaf_hash = models.CharField("mã băm", max_length=64)

    class Meta:
        verbose_name = "mục sổ công khai"
        verbose_name_plural = "mục sổ công khai"
        ordering = ["index"]

    def __str__(self) -> str:
        return f"Mục {self.index + 1}"


class LogNode(models.Model):
    """Nút sổ công khai: the hash of a full subtree, which never changes."""

    level = models.PositiveSmallIntegerField("tầng")
    index = models.PositiveBigIntegerField("thứ tự")
    hash = models.CharField("mã băm", max_length=64)

    class Meta:
        verbose_name = "nút sổ công khai"
        verbose_name_plural = "nút sổ công khai"
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class LogHead(models.Model):
    """Đầu sổ công khai: what the log was after a release, signed."""

    size = models.PositiveBigIntegerField("số mục", unique=True)
    root = models.CharField("mã gốc", max_length=64)
    checkpoint = models.TextField("đầu sổ đã ký")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "đầu sổ công khai"
        verbose_name_plural = "đầu sổ công khai"
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"{self.size} mục"
