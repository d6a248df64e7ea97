"""What is kept of bank accounts, their statements, and cash boxes."""

from nhanai.banking.models.account import BankAccount, StatementShape
from nhanai.banking.models.box import BoxCount, BoxOpening, CashBox
from nhanai.banking.models.statement import LineTaking, Statement, StatementLine

__all__ = [
    "BankAccount", "BoxCount", "BoxOpening", "CashBox", "LineTaking", "Statement", "StatementLine",
    "StatementShape",
]  # fmt: skip
