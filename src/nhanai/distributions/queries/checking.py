"""Cross-check of a list: within the round, with other rounds, with `aid`, with lists of others."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Q
from django.utils.crypto import salted_hmac

from nhanai.aid import queries as aid
from nhanai.aid.rules.overlap import Got, Planned, findings_of
from nhanai.aid.vocab import GiftKind
from nhanai.base.findings import Finding
from nhanai.distributions.models import DuplicateAnswer, GiftRound, OtherEntry, Quota, Recipient
from nhanai.distributions.rules import duplicates
from nhanai.distributions.rules.duplicates import AROUND, Hit
from nhanai.distributions.rules.pasting import print_texts
from nhanai.distributions.vocab import GiftRoundState, RecipientState
from nhanai.people.models import Person
from nhanai.people.queries.finding import birth_of
from nhanai.people.rules.values import PersonValues
from nhanai.units.queries import names_on

GIFT: Final = "distributions.gift"
_BY: Final = ("họ tên, năm sinh", "số căn cước", "số hộ")


def prints_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Keyed prints that tell two alike without telling what they are; empty of an empty text."""
    return tuple(
        salted_hmac("nhanai.distributions.prints", text, algorithm="sha256").hexdigest()[:32]
        if text
        else ""
        for text in texts
    )


def person_prints(person: Person) -> tuple[str, ...]:
    """The prints of a person of the register, as those of a line of another's list."""
    values = PersonValues(
        person.full_name, birth_of(person), citizen_number=person.citizen_number or "",
        household=person.household,
    )  # fmt: skip
    return prints_of(print_texts(person.commune_id, values))


def findings_for(quota: Quota, rows: Sequence[Recipient]) -> Mapping[int, list[Finding]]:
    """What to look at twice, by recipient; a steady number of queries. `rows` carry the person."""
    round_ = quota.round
    known = _known(round_, [one.household_key for one in rows])
    hits = _hits(round_, rows)
    twins = _twins(quota, rows)
    planned = GiftKind(round_.kind), programme_of(round_)
    return {
        one.pk: [
            *duplicates.of_household(twins.get(one.pk, ())),
            *findings_of(
                Planned(one.household_key, round_.on, *planned), known.get(one.household_key, ())
            ),
            *duplicates.of_lists(hits.get(one.pk, ())),
        ]
        for one in rows
    }


def programme_of(round_: GiftRound) -> str:
    """The programme to which the round belongs: its campaign, else itself."""
    return round_.campaign.name if round_.campaign else round_.name


def answered_of(quota: Quota) -> Mapping[int, list[DuplicateAnswer]]:
    """The answers of a list, by recipient."""
    found: dict[int, list[DuplicateAnswer]] = {}
    for answer in DuplicateAnswer.objects.filter(recipient__quota=quota).order_by("pk"):
        found.setdefault(answer.recipient_id, []).append(answer)
    return found


def _known(round_: GiftRound, keys: Sequence[str]) -> Mapping[str, list[Got]]:
    """What these households got, or are about to get, from `aid` and from other rounds.

    What an address received in a round is known from its delivery in `aid`.
    """
    found: dict[str, list[Got]] = {}
    for key, several in aid.known_to_households(keys, on=round_.on).items():
        found[key] = [one for one in several if not one.key.startswith(f"{GIFT}:")]
    others = Recipient.objects.filter(
        household_key__in=set(keys), is_reserve=False, state__in=_COMING,
        round__on__gte=round_.on - AROUND, round__on__lte=round_.on + AROUND,
    ).exclude(round=round_).exclude(round__state=GiftRoundState.CANCELLED)  # fmt: skip
    others = others.exclude(state=RecipientState.RECEIVED, address__isnull=False)
    for one in others.select_related("round__campaign"):
        other = one.round
        found.setdefault(one.household_key, []).append(
            Got(
                f"{GIFT}:{one.pk}", one.household_key, one.on or other.on, GiftKind(other.kind),
                other.what, other.worth, other.giver, programme_of(other), one.on is None,
            )
        )  # fmt: skip
    return found


_COMING: Final = (RecipientState.LISTED, RecipientState.RECEIVED)


def _twins(quota: Quota, rows: Sequence[Recipient]) -> Mapping[int, list[tuple[int, str]]]:
    """Those of the same household who were listed in the round before her."""
    keys = {one.household_key for one in rows}
    others = Recipient.objects.filter(round=quota.round_id, household_key__in=keys)
    listed = list(others.exclude(state=RecipientState.ABSENT).values_list(
        "pk", "household_key", "quota__unit"))  # fmt: skip
    names = names_on({unit for _, _, unit in listed}, quota.round.on)
    return {
        one.pk: [
            (pk, names.get(unit, ""))
            for pk, key, unit in listed
            if key == one.household_key and pk < one.pk
        ]
        for one in rows
    }


def _hits(round_: GiftRound, rows: Sequence[Recipient]) -> Mapping[int, list[Hit]]:
    """The lines of other bodies' lists that are the same person or household; one query."""
    prints = {one.pk: person_prints(one.person) for one in rows}
    wanted = [{several[at] for several in prints.values()} - {""} for at in range(3)]
    if not any(wanted):
        return {}
    names = ("person_print", "number_print", "household_print")
    same = Q(person_print__in=wanted[0]) | Q(number_print__in=wanted[1])
    lines = OtherEntry.objects.filter(same | Q(household_print__in=wanted[2]))
    lines = lines.filter(other__on__gte=round_.on - AROUND, other__on__lte=round_.on + AROUND)
    by_print: dict[tuple[int, str], list[OtherEntry]] = {}
    for line in lines.select_related("other"):
        for at, name in enumerate(names):
            by_print.setdefault((at, getattr(line, name)), []).append(line)
    return {
        pk: [
            Hit(line.other_id, line.other.body, line.other.on, line.other.what, _BY[at])
            for at, told in enumerate(several)
            if told
            for line in by_print.get((at, told), ())
        ]
        for pk, several in prints.items()
    }
