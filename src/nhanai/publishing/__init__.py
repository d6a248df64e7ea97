"""What the public may see: frozen snapshots, a log that only grows, small numbers hidden."""
