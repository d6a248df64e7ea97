"""What the pages of exchange show, loaded in a known number of queries."""
