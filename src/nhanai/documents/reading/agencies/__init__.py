"""What an agency's name looks like in official prose, where it ends, and how a list is parted."""
