"""Humanitarian addresses: who needs help for long, who stands by them, what reached them.

Owns: the life of an address from its survey to its end, needs, the score of circumstances,
sponsors with what they promised, batches of help and each delivery, and who got what from whom.
Does not own: who a person is (`people`: the one door to personal data), money (`ledger`), goods in
warehouses, gift rounds with quotas (rooms above call `actions.note_receipt`).
Words: địa chỉ nhân đạo Address, đợt trao Batch, lần trợ giúp Delivery, lần nhận Receipt.
No list, search, export or line of the journal names a person to who may not see her: an address
is `Hộ số DC-00012 tại xã …` there.
"""
