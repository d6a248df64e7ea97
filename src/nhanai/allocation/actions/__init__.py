"""Everything that changes rounds of allocation."""

from nhanai.allocation.actions.asking import (
    add_addresses,
    add_claimants,
    remove_claimant,
    set_claimant,
)
from nhanai.allocation.actions.checking import CannotAllocate
from nhanai.allocation.actions.computing import change_share, compute
from nhanai.allocation.actions.deciding import approve, cancel, give_back, submit
from nhanai.allocation.actions.paying import draft_batches, draft_vouchers
from nhanai.allocation.actions.starting import remove_pot, set_pot, start

__all__ = [
    "CannotAllocate", "add_addresses", "add_claimants", "approve", "cancel", "change_share",
    "compute", "draft_batches", "draft_vouchers", "give_back", "remove_claimant", "remove_pot",
    "set_claimant", "set_pot", "start", "submit",
]  # fmt: skip
