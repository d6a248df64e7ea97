"""The journal as a list: who did what, when, from where, with the old and the new."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst

from nhanai.base.text import sort_key
from nhanai.documents.models import Document
from nhanai.documents.vocab import ReadingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.identity.permissions import Permission
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.journal.queries import JournalLine, key_of
from nhanai.journal.rules import in_words, texts_in
from nhanai.journal.vocab import FIELDS, VERBS
from nhanai.plans.models import Plan
from nhanai.plans.vocab import AddedField, AssignmentRole, PlanState, Recurrence, TaskState
from nhanai.web.paging import Page, number_from, page_of

WORDS: Final = {"invalid": "Viết ngày như 01/7/2026."}

CHOICES: Final = (Role, ReadingState, PlanState, TaskState, AssignmentRole, Recurrence)
TABLES: Final = (User, Document, Plan)


class Filter(forms.Form):
    """Tìm trong nhật ký; the search lives in the address, so a wrong day is only pointed out."""

    q = forms.CharField(label="Từ cần tìm", required=False, max_length=200)
    viec = forms.ChoiceField(
        label="Việc",
        required=False,
        choices=[("", "Mọi việc"), *sorted(VERBS.items(), key=lambda verb: verb[1])],
    )
    nguoi = forms.CharField(label="Người làm", required=False, max_length=120)
    tu = forms.DateField(label="Từ ngày", required=False, error_messages=WORDS)
    den = forms.DateField(label="Đến hết ngày", required=False, error_messages=WORDS)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that the act changed."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line as it is read."""

    sequence: int
    at: dt.datetime
    by: str
    verb: str
    subject: str
    origin: str
    note: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The page of the journal."""

    form: Filter
    rows: Sequence[JournalRow]
    page: Page[JournalLine]
    is_filtered: bool


def load(*, user: User, asked: QueryDict, today: dt.date) -> JournalPage:
    """The lines that `user` may read and asks for, the newest first."""
    form = Filter(asked)
    form.is_valid()
    said = form.cleaned_data
    found = journal.matching(
        _readable(user, today=today),
        words=said.get("q", ""),
        verb=said.get("viec", ""),
        by_keys=_keys_of_people(user, said.get("nguoi", ""), today=today),
        since=said.get("tu"),
        until=said.get("den"),
    )
    page = page_of(found, number=number_from(asked.get("trang")), noun="dòng")
    names = _names(page, today=today)
    return JournalPage(form, [_row(line, names) for line in page], page, any(said.values()))


def _readable(user: User, *, today: dt.date) -> QuerySet[JournalLine]:
    """Everything for who watches over the whole province, else what happened in her reach."""
    if identity.holds_at_the_top(user, Permission.READ_JOURNAL, today=today):
        return journal.visible_lines(unit_keys=None)
    reach = identity.reach(user, Permission.READ_JOURNAL, today=today).order_by()
    return journal.visible_lines(
        unit_keys=reach.values_list("key", flat=True), own_key=key_of(user)
    )


def _keys_of_people(user: User, words: str, *, today: dt.date) -> list[str] | None:
    """The people of that name, as the journal knows them."""
    if not words.strip():
        return None
    seen = identity.visible_people(user, today=today)
    return [key_of(one) for one in identity.matching(seen, words=words, today=today)[:200]]


def _names(lines: Iterable[JournalLine], *, today: dt.date) -> Mapping[str, str]:
    """What the codes in these lines stand for: choices by their label, units by their name."""
    texts = {text for line in lines for text in texts_in([line.old, line.new])}
    return {**_labels(), **identity.names_by_key(texts, on=today)}


@cache
def _labels() -> Mapping[str, str]:
    """Every choice that a line can hold, by its stored value."""
    return {str(value): str(label) for kind in CHOICES for value, label in kind.choices}


@cache
def _fields() -> Mapping[str, str]:
    """What each value of a line is called; what has no name on screen is not shown."""
    columns = (field for model in TABLES for field in model._meta.concrete_fields)
    named = {field.name: capfirst(str(field.verbose_name)) for field in columns}
    return {**named, **dict(AddedField.choices), **FIELDS}


def _row(line: JournalLine, names: Mapping[str, str]) -> JournalRow:
    return JournalRow(
        sequence=line.sequence,
        at=line.at,
        by=line.by,
        verb=VERBS.get(line.verb, ""),
        subject=line.subject,
        origin=line.origin,
        note=line.note,
        changes=_changes(line.old, line.new, names),
    )


def _changes(
    old: Mapping[str, object], new: Mapping[str, object], names: Mapping[str, str]
) -> list[Change]:
    """What differs, by its name: the databases keep no order of keys that they share."""
    changed = [
        Change(_fields()[key], in_words(old.get(key), names), in_words(new.get(key), names))
        for key in {*old, *new}
        if key in _fields() and old.get(key) != new.get(key)
    ]
    return sorted(changed, key=lambda change: sort_key(change.label))
