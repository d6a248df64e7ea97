"""What the room shows and takes in."""
