"""Requests translated: what waits to be published, and the act itself."""
