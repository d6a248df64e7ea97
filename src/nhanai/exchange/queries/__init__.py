"""What is asked of exchanging figures."""
