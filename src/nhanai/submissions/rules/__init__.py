"""Pure decisions about periodic reports: no database, no clock, no request.

`forms` reads versioned forms, `sheets` holds a report as values and freezes it, `checks` finds what
is wrong or worth a sentence, `robust` says what is far from a unit's own history, `moves` which
state may follow which, `asking` which reports are asked for, `wording` composes the paper.
"""
