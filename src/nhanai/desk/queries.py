"""How far the demo's two years have been loaded: the journal knows, in the same transaction."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from nhanai.base import numbers
from nhanai.identity.queries import top_unit
from nhanai.journal import queries as journal

DEMO_LOADED: Final = "desk.demo_loaded"


@dataclass(frozen=True, slots=True)
class Loading:
    """So many of so many records."""

    done: int
    total: int

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to load."""
        return self.done >= self.total

    def __str__(self) -> str:
        return f"{numbers.show(self.done)}/{numbers.show(self.total)}"


def demo_loading() -> Loading | None:
    """How far it is; None where nothing was loaded, and in every real installation."""
    top = top_unit() if settings.DEMO else None
    if top is None:
        return None
    line = journal.of_subject(journal.key_of(top)).filter(verb=DEMO_LOADED).first()
    return Loading(line.new["done"], line.new["total"]) if line else None
