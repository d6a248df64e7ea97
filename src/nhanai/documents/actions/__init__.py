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
from nhanai.documents.actions.delivery import deliver_mails, give_up_unclear_mails
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
from nhanai.documents.actions.issued import enter_issued
from nhanai.documents.actions.keeping import sweep_files
from nhanai.documents.actions.mailing import (
    CannotMail,
    mail_again,
    mail_out,
    receipt_token,
    receive_by_link,
    revoke_receipt,
    set_mail_address,
)
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
from nhanai.documents.actions.signing import CannotSign, sign
from nhanai.documents.actions.verifying import CannotCheck, check_signatures, note_signatures
from nhanai.documents.signatures.apart import KeyFile, Token

__all__ = [
    "AlreadyRegistered",
    "BookClosed",
    "CannotChangeBook",
    "CannotCheck",
    "CannotCorrect",
    "CannotDispatch",
    "CannotIssue",
    "CannotMail",
    "CannotReadAgain",
    "CannotRecall",
    "CannotReceive",
    "CannotRegister",
    "CannotSettle",
    "CannotSign",
    "Following",
    "KeyFile",
    "Token",
    "acknowledge",
    "check_signatures",
    "close_book",
    "complete_reading",
    "correct",
    "correct_heading",
    "deliver_mails",
    "dispatch",
    "enter_issued",
    "fail_reading",
    "give_up_unclear_mails",
    "hold",
    "issue",
    "load_legal",
    "mail_again",
    "mail_out",
    "note_signatures",
    "read_again",
    "read_now",
    "recall",
    "receipt_token",
    "receive_by_link",
    "receive_package",
    "register",
    "register_all",
    "register_outgoing",
    "reopen_remark",
    "replace",
    "revoke_receipt",
    "set_mail_address",
    "set_numbering",
    "settle_remark",
    "sign",
    "sweep_files",
]
