"""What changes rows of this room: keys made, revoked, used."""
