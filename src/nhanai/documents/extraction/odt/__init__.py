"""Reads .odt: paragraphs in order, list labels written out, tables, notes, text boxes."""
