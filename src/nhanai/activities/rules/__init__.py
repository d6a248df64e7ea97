"""What holds of activities, told from values alone."""
