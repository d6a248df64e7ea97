"""Entry points of the room."""
