"""What a .docx of others looks like, and the rules that look at it."""
