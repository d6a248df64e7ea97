"""Gifts of one commune: what came is what was handed over, moved on, returned, or waits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of gifts: approved and sent there, arrived from elsewhere, and where they went."""

    sent: int
    arrived: int
    handed: int
    moved: int
    returned: int

    @property
    def received(self) -> int:
        """All that came to the commune."""
        return self.sent + self.arrived

    @property
    def left(self) -> int:
        """What is there still and waits to be settled."""
        return self.received - self.handed - self.moved - self.returned
