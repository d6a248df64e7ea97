"""Shape and spelling of what people enter about rounds of allocation."""
