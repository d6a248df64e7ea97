"""Kept for Python to find what is in it."""
