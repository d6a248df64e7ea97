"""Requests of this room."""
