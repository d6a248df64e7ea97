"""What is asked of measures and facts."""
