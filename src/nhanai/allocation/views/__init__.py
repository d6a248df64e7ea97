"""Pages of allocation."""
