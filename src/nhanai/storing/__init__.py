"""Many new rows written at once, alike and fast on both databases.

Owns: the statement that writes them. Does not own: what is written, nor whether it may be. For the
few places where hundreds of thousands of rows come together; elsewhere Django's own way is clearer.
"""
