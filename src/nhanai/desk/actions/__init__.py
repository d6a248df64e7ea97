"""Acts that need what only the desk sees: rights over units together with the act on them."""
