"""What shows that a figure is right: one link and one file, looked into before they are kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding
from nhanai.documents.actions.keeping import write_once
from nhanai.figures.models import Figure
from nhanai.plans.rules.evidence import Given, Kept, look_into

FOLDER: Final = "figures"


@dataclass(frozen=True, slots=True)
class Looked:
    """What can be kept of the evidence, and what is wrong with the rest."""

    kept: tuple[Kept, ...] = ()
    faults: tuple[Finding, ...] = ()


def look(evidence: Sequence[Given]) -> Looked:
    """Look into the evidence, before anything is held."""
    kept, faults = look_into(evidence)
    return Looked(kept, faults)


def show_with(figure: Figure, looked: Looked) -> None:
    """Put the evidence into the row; what is not given anew stays."""
    for one in looked.kept:
        if one.url:
            figure.link = one.url
        else:
            figure.file.name, figure.file_title = _stored(one), one.title


def _stored(one: Kept) -> str:
    """Where the bytes lie; the same file is kept once."""
    digest = hashlib.sha256(one.content).hexdigest()
    name = f"{FOLDER}/{digest[:2]}/{digest}.{one.extension}"
    write_once(name, one.content)
    return name
