"""Bank statements, cash boxes and payment codes: money as banks and sealed boxes know it.

Owns: bank accounts, statements and their lines, which line was explained by what, the codes that
people scan to pay, cash boxes and the protocols of their opening. Does not own: the books
(`ledger`), nor who gave and why. Words: sao kê Statement, dòng sao kê StatementLine, hòm quỹ
CashBox. A room above takes a line as its own with `actions.take_line`.
"""
