"""What each page of the room needs, loaded in a known number of queries."""
