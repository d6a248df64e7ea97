"""Decisions about campaigns and gifts: values in, verdicts out."""
