"""Ledger: double-entry books of units, by source of money, that only grow.

Owns: books and funds, entries with their lines, vouchers with who recorded, approved and settled
them, closings. Does not own: who gave and who received (rooms above say it in text, and are told
when an entry is posted). Words: sổ Book, quỹ Fund, bút toán Entry, dòng bút toán EntryLine, chứng
từ Voucher, khóa sổ Closing. Rooms above may call its actions and queries.
"""
