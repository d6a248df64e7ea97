"""What is asked of rounds, lists, samples and emergency aid; every list begins with who sees it."""

from nhanai.distributions.queries.checking import findings_for, prints_of
from nhanai.distributions.queries.due import GiftLine, due_of
from nhanai.distributions.queries.naming import names_of
from nhanai.distributions.queries.rounds import (
    balances_of,
    quotas_visible_to,
    rounds_visible_to,
    runnable_units,
)

__all__ = [
    "GiftLine", "balances_of", "due_of", "findings_for", "names_of", "prints_of",
    "quotas_visible_to", "rounds_visible_to", "runnable_units",
]  # fmt: skip
