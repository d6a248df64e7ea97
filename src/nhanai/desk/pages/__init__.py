"""What each page of the desk needs, loaded in a known number of queries."""
