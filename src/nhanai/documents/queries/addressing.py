"""Which units a person means who writes down to whom a document goes."""

import datetime as dt
from dataclasses import dataclass

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.documents.rules.outgoing import RECIPIENTS
from nhanai.units import queries as units
from nhanai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Addressed:
    """The units meant, each once, and what could not be understood."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]


def addressed(text: str, *, owner: Unit, on: dt.date) -> Addressed:
    """A unit or a group in each line (`Sở Y tế`, `Ủy ban nhân dân các xã, phường`)."""
    keys: dict[str, None] = {}
    findings = []
    lines = [line for each in text.splitlines() if (line := single_spaced(each).rstrip(";."))]
    for line in lines[:RECIPIENTS]:
        found = units.resolve(line, on, within=owner)
        if found.holders:
            keys |= dict.fromkeys(unit.key for unit in found.holders if unit.key != owner.key)
        else:
            message = found.doubt or f"Không rõ “{line[:100]}” là đơn vị nào."
            findings.append(Finding("to-unknown", message, where="to"))
    by_key = {unit.key: unit for unit in Unit.objects.filter(key__in=keys)}
    return Addressed(tuple(by_key[key] for key in keys), tuple(findings))
