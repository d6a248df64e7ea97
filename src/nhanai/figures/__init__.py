"""Figures: those typed where no register counts yet, and the pages of all that is counted.

Owns: the figures that people type, what a unit is to reach in a year, and how any figure is shown,
opened to its records, compared and taken out. Does not own: measures, facts and their roll-up
(`facts`), what other registers count. Words: số liệu nhập tay Figure, chỉ tiêu kế hoạch năm
PlannedValue. Rooms above may call its actions and queries.
"""
