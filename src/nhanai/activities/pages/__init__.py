"""What each page of this room shows."""
