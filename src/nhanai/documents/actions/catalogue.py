"""Bringing the shipped catalogue of legal documents into the database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nhanai.documents import rules
from nhanai.documents.models import LegalDocument
from nhanai.journal.actions import record


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the catalogue changed."""

    new: int = 0
    changed: int = 0


@transaction.atomic
def load_legal(*, entries: Sequence[Mapping[str, Any]], by: str, at: dt.datetime) -> Loaded:
    """Bring the catalogue up to `entries`; what is already so stays, and nothing is removed."""
    known: defaultdict[tuple[str, str, str], list[LegalDocument]] = defaultdict(list)
    for law in LegalDocument.objects.order_by("pk"):
        known[_identity(law)].append(law)
    new: list[LegalDocument] = []
    changed: list[LegalDocument] = []
    for entry in entries:
        values = _values(entry)
        wanted = LegalDocument(**values)
        alike = known[_identity(wanted)]
        there = next((one for one in alike if _may_be_one(one.dated_on, wanted.dated_on)), None)
        if there is None:
            wanted.save()
            alike.append(wanted)
            new.append(wanted)
        elif any(getattr(there, name) != value for name, value in values.items()):
            LegalDocument.objects.filter(pk=there.pk).update(**values)
            changed.append(there)
    _link(entries)
    if new or changed:
        record(
            verb="documents.legal-loaded",
            subject=(new or changed)[0],
            by=by,
            at=at,
            new={"new": len(new), "changed": len(changed)},
        )
    return Loaded(len(new), len(changed))


def _identity(law: LegalDocument) -> tuple[str, str, str]:
    """What stays when details of an entry are corrected."""
    name = "" if law.reference_folded else law.title_folded
    return law.kind, law.reference_folded, name


def _may_be_one(known: dt.date | None, wanted: dt.date | None) -> bool:
    """Whether two dates can be of one document: Party references come again in other years."""
    return known is None or wanted is None or known.year == wanted.year


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    kind, reference = entry["kind"], entry.get("reference", "")
    issuer, title = entry.get("issuer", ""), entry["title"]
    return {
        "kind": kind,
        "reference": reference,
        "reference_folded": rules.reference_key(reference),
        "issuer": issuer,
        "dated_on": entry.get("date"),
        "title": title,
        "title_folded": rules.name_key(kind, title),
        "search_folded": rules.search_text([kind, reference, issuer, title]),
        "start": entry.get("start"),
        "end": entry.get("end"),
        "is_verified": entry.get("verified", True),
        "note": entry.get("note", ""),
    }


def _link(entries: Sequence[Mapping[str, Any]]) -> None:
    """Point each entry to those that replaced it, named by their references."""
    by_key = {law.reference_folded: law for law in LegalDocument.objects.exclude(reference="")}
    for entry in entries:
        law = by_key.get(rules.reference_key(entry.get("reference", "")))
        if law is not None:
            keys = [rules.reference_key(reference) for reference in entry.get("replaced_by", ())]
            law.successors.set([by_key[key] for key in keys if key in by_key])
