"""Who was asked to read a plan, who has, and who has not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import Appointment, User
from nhanai.plans.models import Assignee, Conference, Dissemination, Plan, Reader
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.concerns import PLACES
from nhanai.plans.queries.plans import HEAVY
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.units.models import Lineage, Unit
from nhanai.units.vocab import BRANCH_KINDS, UnitKind

AGENCIES, CHAPTERS, COMMITTEES = "co-quan", "hoi", "ubnd"
"""The groups to which a plan is usually sent."""


def places_of(user: User, *, today: dt.date) -> list[int]:
    """The units at which she is appointed and sees plans."""
    return sorted(identity.rights_of(user, today=today).at(Permission.VIEW))


def people_at(units: Collection[int], *, today: dt.date) -> Mapping[int, list[int]]:
    """Who is appointed at each of the units today and can sign in; one query."""
    held = Appointment.objects.filter(
        identity.in_force(today),
        unit__in=units,
        user__is_active=True,
        role__in=identity.roles_with(Permission.VIEW),
    )
    rows = held.order_by("user__sort_key", "user").values_list("unit", "user")
    found: defaultdict[int, list[int]] = defaultdict(list)
    for unit, user in rows:
        if user not in found[unit]:
            found[unit].append(user)
    return found


def asked_to_read(user: User, *, today: dt.date) -> QuerySet[Dissemination]:
    """What she was asked to read and has not said that she has read."""
    mine = Reader.objects.filter(dissemination=OuterRef("pk"), user=user)
    here = Reader.objects.filter(
        dissemination=OuterRef("pk"), unit__in=places_of(user, today=today)
    )
    waits = Exists(mine.filter(acknowledged_at__isnull=True)) | Exists(here) & ~Exists(mine)
    return Dissemination.objects.filter(waits)


def unread_by(user: User, *, today: dt.date) -> QuerySet[Dissemination]:
    """The same for her home page, with plan and sender; what is due first stands first."""
    heavy = [f"plan__{name}" for name in HEAVY]
    found = asked_to_read(user, today=today).select_related("plan__document", "unit", "by")
    return found.defer(*heavy).order_by("due_on", "at", "pk")


def conferences_of(plan: Plan | int) -> QuerySet[Conference]:
    """The conferences that count, the newest first; what was withdrawn does not."""
    found = Conference.objects.filter(plan=plan, withdrawn_at=None)
    return found.order_by("-on", "-pk")


def has_plan(plan: Plan, unit: Unit) -> bool:
    """Whether the plan is the unit's own, gives it a task, or was sent to it."""
    named = Assignee.objects.filter(assignment__task__plan=plan, unit=unit, end__isnull=True)
    sent = Reader.objects.filter(dissemination__plan=plan, unit=unit)
    return plan.owner_id == unit.pk or named.exists() or sent.exists()


def below(unit: Unit, *, today: dt.date) -> set[int]:
    """The units below it today, in either line."""
    rows = Lineage.objects.filter(identity.in_force(today), ancestor=unit).order_by()
    return set(rows.values_list("descendant", flat=True))


def sending_units(plan: Plan, user: User, *, today: dt.date) -> list[Unit]:
    """The units in whose name she may make the plan known; the owner first."""
    own = identity.rights_of(user, today=today).at(Permission.DISSEMINATE)
    named = Assignee.objects.filter(assignment__task__plan=plan, end__isnull=True)
    sent = Reader.objects.filter(dissemination__plan=plan)
    has = Q(pk__in=named.values("unit")) | Q(pk__in=sent.values("unit"))
    mine = Q(pk__in=own) & has
    if identity.allowed(user, Permission.DISSEMINATE, unit=plan.owner, today=today):
        mine |= Q(pk=plan.owner_id)
    units = Unit.objects.filter(mine).order_by("pk")
    return sorted(units, key=lambda unit: unit.pk != plan.owner_id)


def is_given_out(plan: Plan) -> bool:
    """Whether agencies have the plan's tasks, so that it may be made known."""
    return plan.state in HANDED_OUT


def receiver_groups(
    plan: Plan, sender: Unit, *, today: dt.date
) -> list[tuple[str, str, list[int]]]:
    """Whom the sender usually sends a plan to: a key, words and the units; none is empty."""
    living = Unit.objects.filter(identity.in_force(today)).exclude(pk=sender.pk).order_by("pk")
    under = below(sender, today=today)
    named = Assignee.objects.filter(assignment__task__plan=plan, end__isnull=True)
    agencies = living.filter(pk__in=named.values("unit")).exclude(kind__in=PLACES)
    chapters = living.filter(pk__in=under, kind__in=[UnitKind.CHAPTER, *BRANCH_KINDS])
    committees = living.filter(kind=UnitKind.PEOPLES_COMMITTEE, territory__kind=UnitKind.COMMUNE)
    if sender.pk != plan.owner_id:
        agencies, committees = agencies.filter(pk__in=under), committees.filter(pk__in=under)
    groups = [
        (AGENCIES, "Các đơn vị được giao việc trong kế hoạch", agencies),
        (CHAPTERS, "Các tổ chức Hội cấp dưới", chapters),
        (COMMITTEES, "Ủy ban nhân dân các xã, phường", committees),
    ]
    found = [(key, words, list(units.values_list("pk", flat=True))) for key, words, units in groups]
    return [one for one in found if one[2]]
