"""Tasks: which paragraph, field line or table row is one, who is charged with it and how."""
