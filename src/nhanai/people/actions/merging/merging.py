"""One record goes into another of the same person; nothing of either is lost."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, Q
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.facts import actions as facts
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.actions.merging.rows import plain, replace_roles
from nhanai.people.actions.role import closed_words
from nhanai.people.facts import ROLE, count_roles
from nhanai.people.models import (
    Consent,
    DataRequest,
    Merit,
    OfficerPost,
    Person,
    PersonMerge,
    PersonPair,
    PersonRole,
    Training,
)
from nhanai.people.permissions import Permission
from nhanai.people.rules.joining import Held, Joined, final, joined
from nhanai.people.vocab import EndReason, PairState, RoleKind

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "full_name": ("full_name", "name_folded", "sort_key"),
    "birth": ("birth_on", "birth_year"),
    **{name: (name,) for name in ("sex", "ethnicity", "citizen_number", "phone", "hamlet")},
    **{name: (name,) for name in ("commune_id", "household", "household_kind", "health", "note")},
}
"""What is chosen of either record, and the columns that go with it."""
OWNED: Final[tuple[type[Model], ...]] = (Training, Merit, DataRequest, Consent)


class CannotMerge(Refused):
    """The two records stay as they are."""


@transaction.atomic
def merge(
    *, kept: Person, gone: Person, of_gone: Iterable[str] = (), by: User, at: dt.datetime
) -> PersonMerge:
    """Let `gone` go into `kept`; the fields named in `of_gone` are taken from `gone`.

    Roles become one life without overlap, trainings, merits, requests and consents go along, and
    whoever was counted as either is counted once. `unmerge` takes it back.
    """
    kept, gone = _locked(kept, gone)
    _check(kept, gone, by=by, today=localdate(at))
    before = _Before.of(kept, gone)
    said = before.plain()
    _choose(kept, gone, set(of_gone))
    result = joined(_held(before.roles, kept))
    _write_roles(before, result, kept)
    said["moved"] = _hand_over(kept, gone)
    said["subjects"] = facts.count_as(subject=gone.pk, other=kept.pk)
    done = PersonMerge.objects.create(
        kept=kept, gone=gone, at=at, before=said, after=_Before.of(kept, gone).plain()
    )
    _settle_pairs(kept, gone, at)
    record(verb="people.merged", subject=kept, by=by, at=at, new={"gone": str(gone)},
           unit_key=kept.keeper.key)  # fmt: skip
    return done


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update(of=("self",)).select_related("keeper").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[kept.pk, gone.pk])}
    return found[kept.pk], found[gone.pk]


def _check(kept: Person, gone: Person, *, by: User, today: dt.date) -> None:
    if kept.pk == gone.pk:
        raise CannotMerge("Chọn hai hồ sơ khác nhau.")
    for one in (kept, gone):
        if not allowed(by, Permission.RECORD, unit=one.keeper, today=today):
            raise CannotMerge(
                "Hai hồ sơ thuộc đơn vị ngoài phạm vi của anh, chị. Đề nghị Hội cấp tỉnh gộp."
            )
        if one.restricted_at or one.erased_at or one.merged_into_id:
            raise CannotMerge(closed_words(one))


@dataclass(frozen=True, slots=True)
class _Before:
    """Both records and their roles as rows."""

    people: tuple[Person, Person]
    roles: list[PersonRole]
    posts: list[OfficerPost]

    @classmethod
    def of(cls, kept: Person, gone: Person) -> "_Before":
        roles = list(PersonRole.objects.filter(person__in=[kept, gone]).order_by("pk"))
        posts = list(OfficerPost.objects.filter(role__in=roles).order_by("pk"))
        return cls((kept, gone), roles, posts)

    def plain(self) -> dict[str, Any]:
        return {
            "people": [plain(one) for one in self.people],
            "roles": [plain(one) for one in self.roles],
            "posts": [plain(one) for one in self.posts],
        }


def _choose(kept: Person, gone: Person, of_gone: set[str]) -> None:
    """The chosen values; an empty value of the kept record is filled from the other."""
    number = gone.citizen_number
    for name, columns in FIELDS.items():
        is_empty = not getattr(kept, columns[0])
        if name in of_gone or (is_empty and getattr(gone, columns[-1])):
            for column in columns:
                setattr(kept, column, getattr(gone, column))
    kept.died_on = kept.died_on or gone.died_on
    gone.merged_into = kept
    if kept.citizen_number and kept.citizen_number == number:
        gone.citizen_number = None
    gone.save()
    kept.save()


def _held(roles: Iterable[PersonRole], kept: Person) -> list[Held]:
    return [
        Held(role.pk, RoleKind(role.kind), role.unit_id, role.since, role.start, role.end,
             role.person_id == kept.pk)
        for role in roles
    ]  # fmt: skip


def _write_roles(before: _Before, result: Joined, kept: Person) -> None:
    """The joined roles in place of both records' own."""
    old = {role.pk: role for role in before.roles}
    stay = [_rewritten(old, held, result, kept) for held in result.roles]
    _link(old, stay, result)
    posts = _posts(before.posts, result)
    facts.clear(source=ROLE, records=list(old))
    replace_roles(old, stay, posts)
    count_roles(stay)


def _rewritten(
    old: Mapping[int, PersonRole], held: Held, result: Joined, kept: Person
) -> PersonRole:
    """The row of a role that stays, with what it took in."""
    role = PersonRole.objects.get(pk=held.pk)
    taken = [old[pk] for pk in result.into if final(pk, result.into) == held.pk]
    for column in ("grade", "office", "card_number", "details"):
        said = [getattr(one, column) for one in (role, *taken)]
        setattr(role, column, next((text for text in said if text), ""))
    if held.end != role.end:
        source = next((one for one in taken if one.end == held.end), None)
        role.end_reason = source.end_reason if source else ""
        role.end_note = source.end_note if source else ""
        if held.pk in result.goes_on:
            role.end_reason, role.end_note = EndReason.TRANSFERRED, ""
    role.person, role.since, role.start, role.end = kept, held.since, held.start, held.end
    return role


def _link(old: Mapping[int, PersonRole], stay: list[PersonRole], result: Joined) -> None:
    """Who follows whom, among those that stay; each is followed once."""
    numbers = {role.pk for role in stay}
    wanted = [(after, before) for before, after in result.goes_on.items()]
    wanted += [
        (final(role.pk, result.into), final(role.follows_id, result.into))
        for role in sorted(old.values(), key=lambda one: one.pk)
        if role.follows_id
    ]
    after_of: dict[int, int] = {}
    for after, before in wanted:
        is_free = after not in after_of and before not in after_of.values()
        if after != before and is_free and before in numbers:
            after_of[after] = before
    for role in stay:
        role.follows_id = after_of.get(role.pk)


def _posts(posts: Iterable[OfficerPost], result: Joined) -> list[OfficerPost]:
    """The posts, each with the role that stays; one for each role."""
    found: dict[int, OfficerPost] = {}
    for post in sorted(posts, key=lambda one: (one.role_id in result.into, one.pk)):
        post.role_id = final(post.role_id, result.into)
        found.setdefault(post.role_id, post)
    return list(found.values())


def _hand_over(kept: Person, gone: Person) -> dict[str, list[int]]:
    """Everything else of `gone` goes along; which rows these were, by table."""
    standing = Consent.objects.filter(person=kept, withdrawn_at__isnull=True)
    doubled = Q(withdrawn_at__isnull=True, purpose__in=standing.values("purpose"))
    moved: dict[str, list[int]] = {}
    for model in OWNED:
        rows = model._default_manager.filter(person=gone)
        rows = rows.exclude(doubled) if model is Consent else rows
        moved[model.__name__] = list(rows.order_by("pk").values_list("pk", flat=True))
        model._default_manager.filter(pk__in=moved[model.__name__]).update(person=kept)
    earlier = Person.objects.filter(merged_into=gone)
    moved["Person"] = list(earlier.order_by("pk").values_list("pk", flat=True))
    Person.objects.filter(pk__in=moved["Person"]).update(merged_into=kept)
    return moved


def _settle_pairs(kept: Person, gone: Person, at: dt.datetime) -> None:
    """The pair is decided; others of the record that is gone are of nobody now."""
    pairs = PersonPair.objects.filter(Q(first=gone) | Q(second=gone), state=PairState.OPEN)
    of_both = pairs.filter(Q(first=kept) | Q(second=kept))
    of_both.update(state=PairState.MERGED, decided_at=at)
    pairs.filter(state=PairState.OPEN).delete()
