"""Pure decisions about reports: which state may follow, what is gathered, what still lacks."""
