"""What each page of plans needs, loaded in a known number of queries."""
