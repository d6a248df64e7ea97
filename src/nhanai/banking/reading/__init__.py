"""From the bytes that a bank sent to the lines of a statement; plain Python."""
