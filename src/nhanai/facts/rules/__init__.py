"""Pure decisions about what is counted: no database, no clock, no request.

`catalogue` reads the measures that the product brings, `formulas` computes the derived ones,
`values` holds facts and checks them, `placing` says where a unit's figures belong in the structure
of any day, `cells` adds up what has been rolled up, or refuses.
"""
