"""Pure decisions about units, in plain Python: no database, no clock, no Django.

`naming` writes a name in one way, `known` holds what is known of units as values, `shipped` reads
the data that the product brings, `resolving` tells which unit words mean, `succession` follows who
took over from whom, `structure` and `acts` say what an act on units changes, `lineage` closes the
tree.
"""
