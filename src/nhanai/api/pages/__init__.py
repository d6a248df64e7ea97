"""What is answered to programs, and the pages of keys."""
