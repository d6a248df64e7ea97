"""Everything that changes humanitarian addresses."""

from nhanai.aid.actions.above import batch_of_above, deliver_for_above, withdraw_for_above
from nhanai.aid.actions.batching import (
    BatchValues,
    CannotGive,
    Share,
    answer_overlaps,
    approve_batch,
    cancel_batch,
    draft_batch,
    remove_delivery,
)
from nhanai.aid.actions.deciding import MoveValues, move, resume, sit
from nhanai.aid.actions.delivering import hand_over, take_back
from nhanai.aid.actions.keepers import kept_above
from nhanai.aid.actions.money import ask_for_money
from nhanai.aid.actions.offering import (
    CannotOffer,
    OfferValues,
    accept_offer,
    decline_offer,
    let_go_offers,
    offer,
)
from nhanai.aid.actions.opening import Opened, add_need, open_circumstances, settle_need
from nhanai.aid.actions.proofs import add_proofs, withdraw_proof
from nhanai.aid.actions.receipts import forget_receipts, household_of, note_receipts
from nhanai.aid.actions.scoring import rescore
from nhanai.aid.actions.sponsoring import (
    CannotSponsor,
    CommitmentValues,
    SponsorValues,
    add_sponsor,
    commit,
    end_commitment,
)
from nhanai.aid.actions.stepping import MOST, CannotMove
from nhanai.aid.actions.surveying import CannotSurvey, Who, survey
from nhanai.aid.actions.taking import note_export, print_list, print_survey

__all__ = [
    "MOST", "BatchValues", "CannotGive", "CannotMove", "CannotOffer", "CannotSponsor",
    "CannotSurvey", "CommitmentValues", "MoveValues", "OfferValues", "Opened", "Share",
    "SponsorValues", "Who", "accept_offer", "add_need", "add_proofs", "add_sponsor",
    "answer_overlaps", "approve_batch", "ask_for_money", "batch_of_above", "cancel_batch",
    "commit", "decline_offer", "deliver_for_above", "draft_batch", "end_commitment",
    "forget_receipts", "hand_over", "household_of", "kept_above", "let_go_offers", "move",
    "note_export", "note_receipts", "offer", "open_circumstances", "print_list", "print_survey",
    "remove_delivery", "rescore", "resume", "settle_need", "sit", "survey", "take_back",
    "withdraw_for_above", "withdraw_proof",
]  # fmt: skip
