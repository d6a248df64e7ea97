"""What other rooms are told when the product starts."""

from nhanai.aid import actions as aid
from nhanai.distributions.actions import money
from nhanai.distributions.models import Quota


def begin() -> None:
    """Hear of the money of lists, and say which batches of `aid` are corrected here."""
    money.begin()
    aid.kept_above(keeper_of)


def keeper_of(batch: int) -> str:
    """The round to which a batch of `aid` belongs, in words; empty of every other."""
    quota = Quota.objects.filter(batch=batch).select_related("round").first()
    return f"đợt trao quà “{quota.round.name}”" if quota else ""
