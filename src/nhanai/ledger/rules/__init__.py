"""Decisions about books, entries and vouchers: values in, findings out."""
