"""Complaints and feedback: taken from anybody, answered in time, followed by a code."""
