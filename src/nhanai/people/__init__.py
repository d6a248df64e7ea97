"""People and what they are to the society: the one door to personal data.

Owns: natural persons, their roles with periods, officers' service, consents, data subjects'
requests, incidents with data, how long data is kept. Does not own: accounts (identity), what was
done for or by a person (registries), money (ledger).
Words: người Person, vai trò của người PersonRole, đồng ý Consent, yêu cầu về dữ liệu DataRequest.
No name and no number of a person goes into the journal or leaves by a page unmasked unasked.
"""
