"""What the pages about people show, each loaded in a known number of queries."""
