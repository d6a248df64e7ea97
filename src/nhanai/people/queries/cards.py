"""Cards of members: which number is next, who bears which."""

import datetime as dt

from django.db.models import QuerySet

from nhanai.identity.queries import in_force
from nhanai.people.models import PersonRole
from nhanai.people.rules.cards import number_in
from nhanai.people.vocab import RoleKind
from nhanai.units.models import Unit
from nhanai.units.queries import code_on


def prefix_of(unit: Unit, day: dt.date) -> str:
    """What the numbers of this unit's cards begin with: the code of its commune, or its own."""
    own = code_on(unit, day) or (code_on(unit.territory, day) if unit.territory else "")
    return own or f"H{unit.pk}"


def last_card(prefix: str) -> int:
    """The highest running number ever given in that series."""
    cards = PersonRole.objects.filter(card_number__startswith=f"{prefix}-")
    numbers = cards.values_list("card_number", flat=True)
    return max((number_in(card, prefix) for card in numbers), default=0)


def members_with_cards(unit: Unit, day: dt.date) -> QuerySet[PersonRole]:
    """The members of the unit on that day who have a card, by name."""
    roles = PersonRole.objects.filter(
        in_force(day), unit=unit, kind=RoleKind.MEMBER, person__merged_into__isnull=True
    )
    return (
        roles.exclude(card_number="")
        .select_related("person")
        .order_by("person__sort_key", "person", "pk")
    )


def bearer_of(card: str) -> PersonRole | None:
    """The newest membership under that card number."""
    roles = PersonRole.objects.filter(card_number=card, kind=RoleKind.MEMBER)
    return roles.select_related("person", "unit").order_by("-start", "-pk").first()
