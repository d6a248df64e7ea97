"""Reads .pdf: the text layer in reading order, ruled tables, scanned pages through tesseract."""
