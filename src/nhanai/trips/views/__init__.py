"""Requests about trips, translated."""
