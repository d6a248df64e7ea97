"""Requests about exchanging figures, translated."""
