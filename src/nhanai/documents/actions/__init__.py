"""All that changes documents, what was read in them, and the catalogue of legal documents."""

from nhanai.documents.actions.afterwards import (
    CannotDispatch,
    CannotRecall,
    CannotReceive,
    acknowledge,
    dispatch,
    recall,
)
from nhanai.documents.actions.catalogue import load_legal
from nhanai.documents.actions.entry import (
    AlreadyRegistered,
    CannotRegister,
    register,
    register_all,
)
from nhanai.documents.actions.exchange import receive_package
from nhanai.documents.actions.heading import (
    CannotCorrect,
    CannotSettle,
    correct_heading,
    reopen_remark,
    settle_remark,
)
from nhanai.documents.actions.keeping import sweep_files
from nhanai.documents.actions.numbers import (
    BookClosed,
    CannotChangeBook,
    close_book,
    set_numbering,
)
from nhanai.documents.actions.outcome import complete_reading
from nhanai.documents.actions.outgoing import (
    CannotIssue,
    Following,
    correct,
    issue,
    register_outgoing,
    replace,
)
from nhanai.documents.actions.reading import (
    CannotReadAgain,
    fail_reading,
    hold,
    read_again,
    read_now,
)

__all__ = [
    "AlreadyRegistered",
    "BookClosed",
    "CannotChangeBook",
    "CannotCorrect",
    "CannotDispatch",
    "CannotIssue",
    "CannotReadAgain",
    "CannotRecall",
    "CannotReceive",
    "CannotRegister",
    "CannotSettle",
    "Following",
    "acknowledge",
    "close_book",
    "complete_reading",
    "correct",
    "correct_heading",
    "dispatch",
    "fail_reading",
    "hold",
    "issue",
    "load_legal",
    "read_again",
    "read_now",
    "recall",
    "receive_package",
    "register",
    "register_all",
    "register_outgoing",
    "reopen_remark",
    "replace",
    "set_numbering",
    "settle_remark",
    "sweep_files",
]
