"""Relief trips: groups that want to bring help say so, and do not all go to the same hamlet.

Owns: intended trips of groups from outside, the answer of the society, what was really given, the
public list of confirmed trips. Does not own: humanitarian addresses and what they received (`aid`),
distributions of the society itself (`distributions`). Words: chuyến trợ giúp Trip. Whoever wants to
help in one province asks its society where and whom (Nghị định 03/2011/NĐ-CP, Điều 2).
A group's contact is for those who answer it, and is emptied some time after the trip.
"""
