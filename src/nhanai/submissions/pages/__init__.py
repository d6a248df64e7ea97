"""What the pages of periodic reports show."""
