"""Pure decisions about publishing: no database, no clock, no request.

`merkle` grows the log and makes proofs, `heads` signs what the log is at a moment, `verifier`
checks both and is a program of its own that the public may download; `suppression` hides small
numbers.
"""
