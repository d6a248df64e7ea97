"""Sheets as bytes to tables of people, in a process of its own that cannot harm this one."""

from nhanai.people.reading.apart import CannotReadSheet, ReadFile, ReadTable, read_file, rows_of

__all__ = ["CannotReadSheet", "ReadFile", "ReadTable", "read_file", "rows_of"]
