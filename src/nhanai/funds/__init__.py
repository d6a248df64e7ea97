"""Funds: campaigns for contributions, donors, donations, and what became of each gift.

Owns: campaigns with their legal clocks, donors with how they wish to be named, donations with
their code and receipt, returns to donors, what an outflow was for and where. Does not own: the
books (`ledger`), what a bank said (`banking`), who a person is (`people`). Words: đợt vận động
ContributionCampaign, người ủng hộ Donor, khoản ủng hộ Donation, khoản trả lại GiftReturn, khoản
chi Spending. A donation counts when its entry stands in the books, and not a moment before.
"""
