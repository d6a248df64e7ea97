"""Shape and spelling of what is typed."""
