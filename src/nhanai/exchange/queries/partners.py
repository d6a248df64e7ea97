"""Partners and their codes."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from nhanai.exchange.models import Partner, PartnerCode
from nhanai.exchange.rules.codes import Codes, part_key
from nhanai.exchange.vocab import CodeKind, IdScheme
from nhanai.facts.queries.catalogue import measures
from nhanai.units.models import Unit


def partners() -> QuerySet[Partner]:
    """All of them by name; their codes are no secret among those who see figures."""
    return Partner.objects.order_by("name")


def partner_numbered(text: str) -> Partner | None:
    """The partner whose number stands in an address; None where it is none."""
    return Partner.objects.filter(pk=int(text)).first() if _is_number(text) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def counted() -> QuerySet[Partner]:
    """All of them, each with the number of its codes by kind."""
    return partners().annotate(
        measures=Count("codes", filter=Q(codes__kind=CodeKind.MEASURE)),
        units=Count("codes", filter=Q(codes__kind=CodeKind.UNIT)),
        parts=Count("codes", filter=Q(codes__kind=CodeKind.PART)),
    )


def codes_of(partner: Partner | None) -> Codes:
    """What the partner calls our things; our own codes without a partner."""
    if partner is None:
        return Codes()
    theirs: dict[CodeKind, dict[str, str]] = {}
    for kind, ours, said in partner.codes.order_by("pk").values_list("kind", "ours", "theirs"):
        theirs.setdefault(CodeKind(kind), {})[ours] = said
    return Codes(theirs, partner.name, IdScheme(partner.scheme), partner.data_set)


def rows_of(partner: Partner) -> QuerySet[PartnerCode]:
    """Its codes in the order of ours."""
    return partner.codes.order_by("kind", "ours")


def our_codes() -> Mapping[CodeKind, frozenset[str]]:
    """Everything of ours that may have a code of theirs."""
    known = measures()
    parts = {part_key(code, part) for code, one in known.items() for part in one.parts}
    return {
        CodeKind.MEASURE: frozenset(known),
        CodeKind.UNIT: frozenset(Unit.objects.values_list("key", flat=True)),
        CodeKind.PART: frozenset(parts),
    }
