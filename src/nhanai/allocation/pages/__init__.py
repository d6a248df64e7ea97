"""What the pages of allocation need, as frozen values."""
