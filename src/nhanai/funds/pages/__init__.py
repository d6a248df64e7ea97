"""What one page needs, as frozen values."""
