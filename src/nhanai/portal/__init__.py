"""Portal: the public site, Vietnamese and English, which sees only what was published.

Owns: its pages, their words in both languages. Does not own: anything that is shown (that is
`publishing`). Has no rows of its own and knows no visitor.
"""
