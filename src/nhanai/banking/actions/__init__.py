"""Everything that changes bank accounts, statements and cash boxes."""

from nhanai.banking.actions.accounts import CannotKeepAccount, close_account, keep_account
from nhanai.banking.actions.booking import book_line, book_opening, is_booked, unbook_line
from nhanai.banking.actions.boxes import CannotKeepBox, open_box, place_box, retire_box
from nhanai.banking.actions.explaining import CannotExplain, free_line, take_line
from nhanai.banking.actions.importing import (
    CannotImport,
    Imported,
    import_statement,
    remember_shape,
)

__all__ = [
    "CannotExplain", "CannotImport", "CannotKeepAccount", "CannotKeepBox", "Imported", "book_line",
    "book_opening", "close_account", "free_line", "import_statement", "is_booked", "keep_account",
    "open_box", "place_box", "remember_shape", "retire_box", "take_line", "unbook_line",
]  # fmt: skip
