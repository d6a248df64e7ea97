"""A document of Word, written part by part: its markup, its parts, its sections."""
