"""Finding rows by the first letters of words, alike and fast on both databases.

Owns: the lookup `words` of folded text columns, and the migration operation that indexes such a
column. Does not own: what is searched, who sees it. A column is indexed by `IndexWords` in a
migration of its room; `filter(text_folded__words="hien mau")` then finds the rows in which every
word begins some word, and `words_lately` finds among the newest rows alone. On SQLite it rests on
a full-text table that triggers keep up to date, on PostgreSQL on a column of words that it keeps
itself, and an index over it; both see the same words.
"""
