"""Organisations in time: names, codes, parents and successors, each dated and with its legal act.

Owns: units, their two lines of placement, succession, aliases, the acts on them, and telling which
unit a document's words mean. Does not own: who works there (identity), what is done there.
Words: đơn vị Unit, đặt dưới Placement, kế tục Succession, tên gọi khác Alias.
"""
