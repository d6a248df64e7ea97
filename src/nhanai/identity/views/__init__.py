"""Views of the room, one module for each thing a person does."""
