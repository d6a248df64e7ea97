"""Exchange of figures with other systems: what is handed over, and what is taken in.

Owns: the files of figures in the formats of others, the codes of partners, imports of figures.
Does not own: the figures themselves (`facts`, `figures`). Words: đối tác trao đổi Partner, mã đối
tác PartnerCode, lần nhập số liệu FigureImport. Rooms above may call its actions and queries.
"""
