"""Forms by version, a unit's report of a period, what was written into it, every version sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhanai.documents.models import OutgoingDocument
from nhanai.periods.vocab import Level
from nhanai.submissions.vocab import SubmissionState, Verdict
from nhanai.units.models import Unit


class ReportForm(models.Model):
    """Mẫu báo cáo: một phiên bản, áp dụng trong [từ, đến)."""

    code = models.SlugField("mã", max_length=40)
    version = models.PositiveSmallIntegerField("phiên bản")
    name = models.CharField("tên mẫu", max_length=200)
    start = models.DateField("áp dụng từ")
    end = models.DateField("đến hết trước ngày", null=True, blank=True)
    content = models.JSONField("nội dung mẫu")
    is_verified = models.BooleanField("đã kiểm chứng", default=False)

    class Meta:
        verbose_name = "mẫu báo cáo"
        verbose_name_plural = "mẫu báo cáo"
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, phiên bản {self.version}"


class Submission(models.Model):
    """Báo cáo định kỳ của một đơn vị theo một mẫu trong một kỳ; kỳ [từ, đến).

    A row is there from the first thing that was written; before that the report opens just the
    same, with its live figures. `current` is the newest version sent, `accepted` the one that
    stands: while a correction is on its way the two differ.
    """

    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="+", verbose_name="mẫu")
    code = models.SlugField("mã mẫu", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    level = models.CharField("cấp gửi", max_length=10, choices=Level)
    period_key = models.CharField("mã kỳ", max_length=40)
    period_label = models.CharField("kỳ", max_length=80)
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết trước ngày")
    due_on = models.DateField("hạn nộp", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("lập lúc")
    first_sent_at = models.DateTimeField("nộp lần đầu lúc", null=True, blank=True)
    current = models.ForeignKey(
        "SubmissionVersion", models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="lần nộp mới nhất",
    )  # fmt: skip
    accepted = models.ForeignKey(
        "SubmissionVersion", models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="lần nộp đã duyệt",
    )  # fmt: skip
    locked_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    why = models.TextField("lý do đính chính", blank=True)

    class Meta:
        verbose_name = "báo cáo định kỳ"
        verbose_name_plural = "báo cáo định kỳ"
        ordering = ["-end", "code", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code", "period_key"], name="%(app_label)s_%(class)s_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="%(app_label)s_%(class)s_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(first_sent_at__isnull=True, current__isnull=True)
                | Q(first_sent_at__isnull=False, current__isnull=False),
                name="%(app_label)s_%(class)s_sent_has_version",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.ACCEPTED, SubmissionState.LOCKED])
                | Q(accepted__isnull=False),
                name="%(app_label)s_%(class)s_accepted_has_version",
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="%(app_label)s_%(class)s_locked_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.CORRECTING) | ~Q(why=""),
                name="%(app_label)s_%(class)s_corrects_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["code", "period_key"], name="submissions_of_a_period")]

    def __str__(self) -> str:
        return f"{self.code} {self.period_label}"


class ReportAnswer(models.Model):
    """Lời trong báo cáo: a text, a remark on a line, a reply to a finding, a score with evidence.

    `key` says what of (`text:kho-khan`, `remark:XH02`, `reply:jump:XH02`, `score:1.1`); `about` are
    the words of the finding that a reply was written about.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    key = models.CharField("mã", max_length=120)
    text = models.TextField("lời", blank=True)
    points = models.DecimalField(
        "điểm tự chấm", max_digits=6, decimal_places=2, null=True, blank=True
    )
    about = models.TextField("về phát hiện", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "lời trong báo cáo"
        verbose_name_plural = "lời trong báo cáo"
        ordering = ["submission", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "key"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class SubmissionVersion(models.Model):
    """Lần nộp: the report as it was sent, frozen with its hash; never changed, never deleted."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần nộp")
    is_correction = models.BooleanField("đính chính", default=False)
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    warnings = models.PositiveSmallIntegerField("số phát hiện phải trả lời", default=0)
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận")
    receipt_year = models.PositiveSmallIntegerField("năm tiếp nhận")
    receipt_number = models.PositiveIntegerField("số tiếp nhận")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("nộp lúc")
    is_on_behalf = models.BooleanField("nộp thay", default=False)
    verdict = models.CharField("kết quả xem xét", max_length=10, choices=Verdict, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    judged_at = models.DateTimeField("xem xét lúc", null=True, blank=True)
    council = models.JSONField("điểm của hội đồng", default=dict, blank=True)

    class Meta:
        verbose_name = "lần nộp"
        verbose_name_plural = "lần nộp"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="%(app_label)s_%(class)s_once"
            ),
            models.UniqueConstraint(
                fields=["receiver", "receipt_year", "receipt_number"],
                name="%(app_label)s_%(class)s_one_receipt",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True, judged_by__isnull=True)
                | ~Q(verdict="") & Q(judged_at__isnull=False, judged_by__isnull=False),
                name="%(app_label)s_%(class)s_judged_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"lần nộp {self.number}"

    @property
    def receipt(self) -> str:
        """The receipt number as it is told: `12/2026`."""
        return f"{self.receipt_number}/{self.receipt_year}"


class GatheredPassage(models.Model):
    """Đoạn tổng hợp: what a unit below answered to one question, in the report of the level above.

    `standing` is what will stand; words that a person changed are never overwritten: newer ones
    wait in `offered`. `version` is the report of the unit from which `gathered` was taken.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="passages")
    line = models.SlugField("câu hỏi", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    version = models.ForeignKey(
        SubmissionVersion, models.PROTECT, related_name="+", verbose_name="lần nộp của đơn vị"
    )
    gathered = models.TextField("lời tổng hợp")
    standing = models.TextField("lời trong báo cáo", blank=True)
    offered = models.TextField("lời tổng hợp mới, chờ chọn", blank=True)
    is_left_out = models.BooleanField("không đưa vào báo cáo", default=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    edited_at = models.DateTimeField("sửa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đoạn tổng hợp"
        verbose_name_plural = "đoạn tổng hợp"
        ordering = ["submission", "line", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "line", "unit"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="%(app_label)s_%(class)s_edited_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(offered="") | Q(edited_at__isnull=False),
                name="%(app_label)s_%(class)s_offers_beside_what_was_edited",
            ),
        ]

    def __str__(self) -> str:
        return self.standing[:80]


class ReportFrame(models.Model):
    """Thể thức của báo cáo sẽ ban hành; what stands in several lines has one a line."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="frame")
    superior = models.CharField("cơ quan chủ quản", max_length=300, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60)
    place = models.CharField("nơi ban hành", max_length=100)
    addressed_to = models.TextField("kính gửi", blank=True)
    signature = models.TextField("quyền hạn, chức vụ người ký", blank=True)
    signer = models.CharField("họ tên người ký", max_length=150, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)

    class Meta:
        verbose_name = "thể thức báo cáo"
        verbose_name_plural = "thể thức báo cáo"
        ordering = ["submission"]

    def __str__(self) -> str:
        return self.symbol


class IssuedReport(models.Model):
    """Báo cáo đã ban hành: the accepted version that went out, and the document that it became."""

    version = models.OneToOneField(
        SubmissionVersion, models.PROTECT, related_name="issued", verbose_name="lần nộp"
    )
    document = models.OneToOneField(
        OutgoingDocument, models.PROTECT, related_name="+", verbose_name="văn bản đi"
    )

    class Meta:
        verbose_name = "báo cáo đã ban hành"
        verbose_name_plural = "báo cáo đã ban hành"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.document)


class ReturnRemark(models.Model):
    """Ý kiến trả lại: what the level above wants mended, of the whole report or of one line."""

    version = models.ForeignKey(SubmissionVersion, models.CASCADE, related_name="remarks")
    line = models.CharField("dòng", max_length=60, blank=True)
    text = models.TextField("ý kiến")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "ý kiến trả lại"
        verbose_name_plural = "ý kiến trả lại"
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ReceiptBook(models.Model):
    """Sổ tiếp nhận: the last receipt number that a unit gave in a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận")
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ tiếp nhận"
        verbose_name_plural = "sổ tiếp nhận"
        ordering = ["-year", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="%(app_label)s_%(class)s_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SubmissionReminder(models.Model):
    """Lần nhắc nộp: an officer of the level above asked a unit for its report; once a day."""

    code = models.SlugField("mã mẫu", max_length=40)
    period_key = models.CharField("mã kỳ", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    day = models.DateField("ngày")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần nhắc nộp"
        verbose_name_plural = "lần nhắc nộp"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code", "period_key", "day"], name="%(app_label)s_%(class)s_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period_key} {self.day:%d/%m/%Y}"
