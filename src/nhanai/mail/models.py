"""What every row that stands for a mail keeps."""

from django.db import models


class Mailing(models.Model):
    """Thư: what became of one mail; the room above adds what it says and to whom."""

    state: "models.CharField[str, str]"
    """Among others the values of `MailState`."""
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_at = models.DateTimeField("gửi không sớm hơn", null=True, blank=True)
    claimed_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi xong lúc", null=True, blank=True)
    trouble = models.CharField("trở ngại", max_length=300, blank=True)

    class Meta:
        abstract = True
