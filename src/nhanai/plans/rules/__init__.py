"""What can be decided about plans and tasks without looking anything up."""
