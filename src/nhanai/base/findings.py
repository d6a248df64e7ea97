"""A fault found is a value, so that a person sees all of them at once."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks, a warning asks, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing.

    `rule` is the stable name of the rule that found it, `message` a Vietnamese sentence that says
    what to do, `where` the place (an address such as `III.5.-1`, a field's name) or None for the
    whole, `span` the half-open range of characters in the source text, where there is one.
    """

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    where: str | None = None
    span: tuple[int, int] | None = None

    @property
    def blocking(self) -> bool:
        """Whether an act must refuse because of it."""
        return self.severity is Severity.ERROR
