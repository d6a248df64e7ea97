"""What each page of the books shows, loaded in a known number of queries."""
