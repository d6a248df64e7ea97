"""What changes rows of this room: partners with their codes, imports of figures."""
