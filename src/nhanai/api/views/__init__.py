"""Requests of programs, and of people about their keys, translated."""
