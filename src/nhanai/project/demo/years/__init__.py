"""Two years of a province for the demo: invented people, real units, plausible work in the field.

`plan` tells from a seed alone what happened, in the order in which it was recorded; `loading` does
it through the acts of the rooms, some at a time, and goes on where it was stopped.
"""
