"""Requests about feedback, translated."""
