"""Shape and spelling of what is typed about humanitarian addresses."""
