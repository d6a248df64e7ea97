"""Plain Python that every room may use: days, money, findings, refusals, Vietnamese text.

Owns: values and the rules of writing them. Does not own: anything stored, anything of Django.
"""
