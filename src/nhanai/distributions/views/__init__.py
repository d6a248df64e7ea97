"""Requests into one query or one act."""
