"""Who gives, and how she wishes to be named."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhanai.funds.vocab import DonorKind, Naming
from nhanai.people.models import Person
from nhanai.units.models import Unit


class Donor(models.Model):
    """Người ủng hộ: một người trong sổ con người, hoặc một tập thể có tên ở đây.

    `naming` says how the public reads of the gift; the books always know who gave.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị giữ")
    kind = models.CharField("là ai", max_length=12, choices=DonorKind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người"
    )
    name = models.CharField("tên tập thể", max_length=200, blank=True)
    folded = models.CharField("không dấu, để tìm", max_length=200)
    contact = models.CharField("liên hệ của tập thể", max_length=200, blank=True)
    abroad = models.BooleanField("ở nước ngoài", default=False)
    naming = models.CharField("nêu tên", max_length=10, choices=Naming, default=Naming.NAMED)
    other_name = models.CharField("tên khác để nêu", max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "người ủng hộ"
        verbose_name_plural = "người ủng hộ"
        ordering = ["folded", "pk"]
        indexes = [models.Index(fields=["unit", "folded"], name="funds_donor_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DonorKind.PERSON, person__isnull=False, name="", contact="")
                | Q(kind=DonorKind.ORGANISATION, person__isnull=True) & ~Q(name=""),
                name="%(app_label)s_%(class)s_is_who_it_says",
            ),
            models.CheckConstraint(
                condition=Q(naming=Naming.OTHER_NAME) & ~Q(other_name="")
                | ~Q(naming=Naming.OTHER_NAME) & Q(other_name=""),
                name="%(app_label)s_%(class)s_other_name",
            ),
            models.UniqueConstraint(
                fields=["unit", "folded"], condition=Q(kind=DonorKind.ORGANISATION),
                name="%(app_label)s_%(class)s_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "person"], name="%(app_label)s_%(class)s_person_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """What the journal keeps: of a person no name."""
        return self.name or f"Người ủng hộ số {self.pk}"

    @property
    def called(self) -> str:
        """Her name, for those who may see donors; loads the person unless that was done."""
        return self.person.full_name if self.person else self.name

    @property
    def public_name(self) -> str:
        """How the public reads of her."""
        if self.naming == Naming.UNNAMED:
            return "Người ủng hộ không nêu tên"
        return self.other_name or self.called
