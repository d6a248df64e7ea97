"""What each public page shows; made of what was published and of nothing else."""
