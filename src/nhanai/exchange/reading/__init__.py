"""Files of others as lines, in plain Python; what cannot be read is refused with a sentence."""
