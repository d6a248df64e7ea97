"""All that changes documents, what was read in them, and the catalogue of legal documents."""

from nhanai.documents.actions.catalogue import load_legal
from nhanai.documents.actions.entry import (
    AlreadyRegistered,
    CannotRegister,
    register,
    register_all,
    sweep_files,
)
from nhanai.documents.actions.heading import (
    CannotCorrect,
    CannotSettle,
    correct_heading,
    reopen_remark,
    settle_remark,
)
from nhanai.documents.actions.outcome import complete_reading
from nhanai.documents.actions.reading import (
    CannotReadAgain,
    fail_reading,
    hold,
    read_again,
    read_now,
)

__all__ = [
    "AlreadyRegistered",
    "CannotCorrect",
    "CannotReadAgain",
    "CannotRegister",
    "CannotSettle",
    "complete_reading",
    "correct_heading",
    "fail_reading",
    "hold",
    "load_legal",
    "read_again",
    "read_now",
    "register",
    "register_all",
    "reopen_remark",
    "settle_remark",
    "sweep_files",
]
