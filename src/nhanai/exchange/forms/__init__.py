"""Shape and spelling of what people enter about exchanging figures."""
