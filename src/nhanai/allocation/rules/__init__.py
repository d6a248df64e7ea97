"""How money or goods are divided fairly: plain Python in whole numbers, no float decides anything.

`values` says what a round is, `scales` in which order units are given, `filling` divides one pot,
`flows` and `earmarks` several pots of which not everyone may draw, `solving` a whole round;
`proving` checks a result by other means, `explaining` says why, `measuring` compares; `papers`
writes a round as one JSON document and `verifying` computes such a document again.
"""
