"""What officers are and have done: post, training, commendation and discipline."""

from django.db import models
from django.db.models import F, Q

from nhanai.people.models.person import Person, PersonRole
from nhanai.people.vocab import Employment, MeritKind, TrainingKind


class OfficerPost(models.Model):
    """Chức vụ cán bộ Hội: thêm vào vai trò cán bộ."""

    role = models.OneToOneField(PersonRole, models.CASCADE, related_name="post")
    title = models.CharField("chức vụ", max_length=120)
    employment = models.CharField("chế độ làm việc", max_length=10, choices=Employment)
    term_until = models.DateField("nhiệm kỳ đến hết trước ngày", null=True, blank=True)
    allowance = models.CharField("mức phụ cấp", max_length=60, blank=True)

    class Meta:
        verbose_name = "chức vụ cán bộ"
        verbose_name_plural = "chức vụ cán bộ"

    def __str__(self) -> str:
        return self.title


class Training(models.Model):
    """Đào tạo, bồi dưỡng của một người."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="trainings")
    kind = models.CharField("loại", max_length=20, choices=TrainingKind)
    title = models.CharField("nội dung, trình độ", max_length=200)
    place = models.CharField("nơi đào tạo, nơi cấp", max_length=200, blank=True)
    certificate = models.CharField("số chứng chỉ", max_length=60, blank=True)
    finished_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    valid_until = models.DateField("có giá trị đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đào tạo, bồi dưỡng"
        verbose_name_plural = "đào tạo, bồi dưỡng"
        ordering = ["person", "-finished_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(finished_on__isnull=True)
                | Q(valid_until__gte=F("finished_on")),
                name="%(app_label)s_%(class)s_valid_after_finish",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Merit(models.Model):
    """Khen thưởng hoặc kỷ luật đối với một người."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="merits")
    kind = models.CharField("loại", max_length=20, choices=MeritKind)
    title = models.CharField("hình thức", max_length=200)
    issuer = models.CharField("nơi quyết định", max_length=200, blank=True)
    reference = models.CharField("số quyết định", max_length=100, blank=True)
    on = models.DateField("ngày quyết định")

    class Meta:
        verbose_name = "khen thưởng, kỷ luật"
        verbose_name_plural = "khen thưởng, kỷ luật"
        ordering = ["person", "-on", "pk"]

    def __str__(self) -> str:
        return self.title
