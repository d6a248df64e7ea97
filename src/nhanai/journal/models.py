"""One line for each act, chained by hash; text only, so that it outlives what it speaks of."""

from collections.abc import Mapping
from typing import Any, NoReturn

from django.db import models

from nhanai.journal import rules


class AppendOnly(RuntimeError):
    """Somebody tried to alter or remove what may only be added to."""

    def __init__(self) -> None:
        super().__init__("a line of the journal is never altered nor removed")


class LineQuerySet(models.QuerySet["Line"]):
    """Reads; what would alter or remove lines is refused."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: lines are written one by one, each bound to the one before."""
        raise AppendOnly

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly


class Line(models.Model):
    """Dòng nhật ký: ai đã làm gì, lúc nào, từ đâu."""

    sequence = models.BigIntegerField("số thứ tự", unique=True)
    at = models.DateTimeField("lúc", db_index=True)
    by = models.CharField("người làm", max_length=200)
    by_key = models.CharField("mã người làm", max_length=100, blank=True, db_index=True)
    origin = models.CharField("từ đâu", max_length=100, blank=True)
    verb = models.CharField("việc", max_length=100, db_index=True)
    subject = models.CharField("đối tượng", max_length=500)
    subject_key = models.CharField("mã đối tượng", max_length=150, db_index=True)
    unit_key = models.CharField("mã đơn vị", max_length=50, blank=True, db_index=True)
    old = models.JSONField("cũ", default=dict, blank=True)
    new = models.JSONField("mới", default=dict, blank=True)
    note = models.TextField("ghi chú", blank=True)
    folded = models.TextField("không dấu để tìm", blank=True)
    previous_hash = models.CharField("mã băm dòng trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"

    def save(self, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own options)
        """Write a new line; an existing one stays as it is."""
        if not self._state.adding:
            raise AppendOnly
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def content(self) -> Mapping[str, object]:
        """Everything that its hash covers besides the line before it."""
        return {
            "sequence": self.sequence,
            "at": rules.moment(self.at),
            "by": self.by,
            "by_key": self.by_key,
            "origin": self.origin,
            "verb": self.verb,
            "subject": self.subject,
            "subject_key": self.subject_key,
            "unit_key": self.unit_key,
            "old": self.old,
            "new": self.new,
            "note": self.note,
            "folded": self.folded,
        }


class Head(models.Model):
    """Dòng cuối: where the chain ends now; writers queue here, and a cut tail shows against it."""

    sequence = models.BigIntegerField("số dòng cuối", default=0)
    hash = models.CharField("mã băm dòng cuối", max_length=64, default=rules.GENESIS)

    class Meta:
        verbose_name = "dòng cuối của nhật ký"
        verbose_name_plural = "dòng cuối của nhật ký"

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
