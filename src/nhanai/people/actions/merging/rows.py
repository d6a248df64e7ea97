"""Rows as plain values that JSON keeps, and back, so that a merge can be taken back exactly."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from nhanai.people.models import OfficerPost, PersonRole

Row = TypeVar("Row", bound=Model)


def plain(row: Model) -> dict[str, Any]:
    """Every column of the row."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: _said(value) for name, value in said.items()}


def _said(value: object) -> object:
    """Dates to the last digit, which Django's own encoder would cut."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID | Decimal) else value


def row_of(model: type[Row], said: dict[str, Any]) -> Row:
    """The row that `plain` told."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in said.items()})


def replace_roles(
    old: Iterable[int], roles: Sequence[PersonRole], posts: Sequence[OfficerPost]
) -> None:
    """Write `roles` in place of those numbered `old`, numbers kept; their links come last."""
    gone = list(old)
    OfficerPost.objects.filter(role__in=gone).delete()
    PersonRole.objects.filter(pk__in=gone).update(follows=None)
    PersonRole.objects.filter(follows__in=gone).update(follows=None)
    PersonRole.objects.filter(pk__in=gone).delete()
    links = {role.pk: role.follows_id for role in roles if role.follows_id}
    for role in roles:
        role.follows_id = None
    PersonRole.objects.bulk_create(roles)
    for pk, before in links.items():
        PersonRole.objects.filter(pk=pk).update(follows=before)
    OfficerPost.objects.bulk_create(posts)
