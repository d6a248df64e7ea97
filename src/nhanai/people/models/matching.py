"""Records that may be of one person: pairs, what was decided of them, and merges."""

from django.db import models
from django.db.models import F, Q

from nhanai.people.models.person import Person
from nhanai.people.vocab import PairState


class PersonPair(models.Model):
    """Cặp nghi trùng: two records that may be of one person, with why in words.

    What was decided of a pair stays: it is not offered again.
    """

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="hồ sơ một")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="hồ sơ hai")
    score = models.PositiveSmallIntegerField("điểm giống")
    reasons = models.JSONField("lý do", default=list)
    state = models.CharField("tình trạng", max_length=10, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField("tìm thấy lúc")
    decided_at = models.DateTimeField("xem lúc", null=True, blank=True)

    class Meta:
        verbose_name = "cặp nghi trùng"
        verbose_name_plural = "cặp nghi trùng"
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score"], name="people_pair_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="%(app_label)s_%(class)s_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"


class PersonMerge(models.Model):
    """Lần gộp hồ sơ: which record went into which, and every row as it was before and after.

    Both are kept so that the merge can be taken back exactly; they are emptied when the person is
    erased, after which it cannot.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="hồ sơ giữ lại")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="hồ sơ gộp vào")
    at = models.DateTimeField("gộp lúc")
    before = models.JSONField("trước khi gộp", default=dict)
    after = models.JSONField("sau khi gộp", default=dict)
    undone_at = models.DateTimeField("tách lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        verbose_name_plural = "lần gộp hồ sơ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="%(app_label)s_%(class)s_goes_once",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")), name="%(app_label)s_%(class)s_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
