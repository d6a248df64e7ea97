"""Everything that changes reports."""

from nhanai.reporting.actions.editing import (
    CannotEdit,
    accept_offer,
    add_passage,
    keep_mine,
    leave_out,
    move,
    set_frame,
    take_back_in,
    write,
)
from nhanai.reporting.actions.flow import (
    CannotHandIn,
    CannotJudge,
    approve,
    give_back,
    receive,
    remark,
    send_up,
    settle_opinion,
    submit,
)
from nhanai.reporting.actions.gathering import gather
from nhanai.reporting.actions.issuing import CannotIssueReport, issue_report
from nhanai.reporting.actions.starting import CannotStart, start_report
from nhanai.reporting.actions.urging import CannotUrge, issue_letter, set_letter, urge

__all__ = [
    "CannotEdit",
    "CannotHandIn",
    "CannotIssueReport",
    "CannotJudge",
    "CannotStart",
    "CannotUrge",
    "accept_offer",
    "add_passage",
    "approve",
    "gather",
    "give_back",
    "issue_letter",
    "issue_report",
    "keep_mine",
    "leave_out",
    "move",
    "receive",
    "remark",
    "send_up",
    "set_frame",
    "set_letter",
    "settle_opinion",
    "start_report",
    "submit",
    "take_back_in",
    "urge",
    "write",
]
