"""Public requests, translated; every page is there in both languages."""
