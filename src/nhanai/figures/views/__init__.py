"""Answers: one query or one act each."""
