"""What each page needs, loaded in a known number of queries."""
