"""What is decided without rows or requests."""
