"""Everything that changes periodic reports."""

from nhanai.submissions.actions.correcting import CannotCorrect, drop_correction, start_correction
from nhanai.submissions.actions.drafting import CannotWrite, save
from nhanai.submissions.actions.framing import CannotFrame, set_frame
from nhanai.submissions.actions.gathering import (
    CannotGather,
    gather,
    keep_mine,
    leave_out,
    take_offer,
    write_passage,
)
from nhanai.submissions.actions.issuing import CannotIssueReport, issue_report
from nhanai.submissions.actions.judging import CannotJudge, accept, give_back, give_points, lock
from nhanai.submissions.actions.loading import load_forms
from nhanai.submissions.actions.reminding import CannotRemind, remind
from nhanai.submissions.actions.sending import CannotSend, submit

__all__ = [
    "CannotCorrect",
    "CannotFrame",
    "CannotGather",
    "CannotIssueReport",
    "CannotJudge",
    "CannotRemind",
    "CannotSend",
    "CannotWrite",
    "accept",
    "drop_correction",
    "gather",
    "give_back",
    "give_points",
    "issue_report",
    "keep_mine",
    "leave_out",
    "load_forms",
    "lock",
    "remind",
    "save",
    "set_frame",
    "start_correction",
    "submit",
    "take_offer",
    "write_passage",
]
