"""What each page of reports needs."""
