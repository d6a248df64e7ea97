"""Pure decisions about exchanging figures: no database, no clock, no request.

`periods` names periods as others do, `values` holds what is handed over, `own` takes from rolled-up
figures what lower units said, `codes` puts the codes of a partner in place of ours, `tables`,
`dhis2` and `adx` write the files, `judging` decides of each row that is taken in.
"""
