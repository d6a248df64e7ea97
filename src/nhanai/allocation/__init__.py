"""Rounds of fair allocation: who gets how much, why, and how anyone computes it again."""
