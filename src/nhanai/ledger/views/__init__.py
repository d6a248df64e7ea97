"""Requests turned into one query or one act."""
