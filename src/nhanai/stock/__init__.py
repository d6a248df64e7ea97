"""Goods in lots and warehouses: what came in, what went out, what is there.

Owns: items, lots with their expiry and their restriction, warehouses, the slips of every movement,
counts. Does not own: the books (`ledger`), who gave the goods and who received them. Words: phiếu
kho Slip, lô hàng Lot, tồn kho Holding. Nothing is deleted: a wrong slip is reversed by another.
"""
