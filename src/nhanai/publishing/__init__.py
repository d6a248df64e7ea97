"""What the public may see: frozen snapshots, a log that only grows, small numbers hidden.

Owns: releases with who prepared and who published them, the log of everything published, its signed
heads, proofs. Does not own: what is published (rooms below are asked once, and frozen), how the
public site looks. Words: bản công khai Release, sổ công khai PublicLog, mục sổ công khai
PublicEntry, nút sổ công khai LogNode, đầu sổ công khai LogHead. Rooms above may call its queries.
"""
