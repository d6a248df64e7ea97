"""Everything that changes periodic reports."""

from nhanai.submissions.actions.correcting import CannotCorrect, drop_correction, start_correction
from nhanai.submissions.actions.drafting import CannotWrite, save
from nhanai.submissions.actions.judging import CannotJudge, accept, give_back, give_points, lock
from nhanai.submissions.actions.loading import load_forms
from nhanai.submissions.actions.reminding import CannotRemind, remind
from nhanai.submissions.actions.sending import CannotSend, submit

__all__ = [
    "CannotCorrect",
    "CannotJudge",
    "CannotRemind",
    "CannotSend",
    "CannotWrite",
    "accept",
    "drop_correction",
    "give_back",
    "give_points",
    "load_forms",
    "lock",
    "remind",
    "save",
    "start_correction",
    "submit",
]
