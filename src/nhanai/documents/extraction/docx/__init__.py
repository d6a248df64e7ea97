"""Reads .docx: paragraphs in order, list labels written out, tables, notes, text boxes."""
