"""Machine interface: what is counted, read by programs that hold a person's key.

Owns: keys, the addresses below /api/ and their description. Does not own: any figure; a program
sees what its person sees. Words: khóa máy ApiKey.
"""
