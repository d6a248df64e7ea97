"""Everything that changes rounds, lists, samples and emergency aid."""

from nhanai.distributions.actions.approving import approve_list, give_back_list, submit_list
from nhanai.distributions.actions.crosschecking import (
    add_other_list,
    answer_duplicates,
    remove_other_list,
)
from nhanai.distributions.actions.emergency import (
    EmergencyValues,
    decide_emergency,
    pay_emergency,
    record_emergency,
)
from nhanai.distributions.actions.handing import hand_over, move_gifts, take_back_gift
from nhanai.distributions.actions.holding import CannotDistribute
from nhanai.distributions.actions.listing import (
    add_from_addresses,
    add_rows,
    remove_recipient,
    turn_reserve,
)
from nhanai.distributions.actions.money import ask_for_money, book_return, send_goods
from nhanai.distributions.actions.quotas import (
    QuotaTold,
    propose_quotas,
    set_hamlets,
    set_quotas,
)
from nhanai.distributions.actions.rounds import (
    ItemTold,
    RoundValues,
    cancel_round,
    close_round,
    start_round,
)
from nhanai.distributions.actions.sampling import (
    VisitTold,
    announce_sample,
    draw_sample,
    follow_visit,
    record_visit,
)
from nhanai.distributions.actions.taking import note_export, print_sheet, print_visits

__all__ = [
    "CannotDistribute", "EmergencyValues", "ItemTold", "QuotaTold", "RoundValues", "VisitTold",
    "add_from_addresses", "add_other_list", "add_rows", "announce_sample", "answer_duplicates",
    "approve_list", "ask_for_money", "book_return", "cancel_round", "close_round",
    "decide_emergency", "draw_sample", "follow_visit", "give_back_list", "hand_over",
    "move_gifts", "note_export", "pay_emergency", "print_sheet", "print_visits", "propose_quotas",
    "record_emergency", "record_visit", "remove_other_list", "remove_recipient", "send_goods",
    "set_hamlets", "set_quotas", "start_round", "submit_list", "take_back_gift", "turn_reserve",
]  # fmt: skip
