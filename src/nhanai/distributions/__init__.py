"""Distributions: rounds of gifts such as Tết Nhân ái, samples that verify them, emergency aid.

Owns: gift rounds, quotas from province to commune to hamlet, lists of recipients and their
cross-check, hand-over and what is left over, samples, emergency aid. Does not own: who a person is
(`people`: the one door), humanitarian addresses and what reached them (`aid`: a recipient who is an
address has its delivery there), money (`ledger`), goods (`stock`).
Words: đợt trao quà GiftRound, chỉ tiêu quà Quota, người nhận quà Recipient, trợ giúp khẩn cấp
EmergencyAid. No list, search, export or line of the journal names a person to who may not see her.
"""
