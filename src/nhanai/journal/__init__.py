"""Who did what, when, from where, with the old and the new.

Owns: the chain of lines and the check that none was removed or altered. Does not own: undoing, or
anything a room decides. Words: dòng nhật ký Line. Any room above writes through `actions.record`.
"""
