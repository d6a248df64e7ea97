"""Lists of people as they are really kept in sheets: their tables, their columns, their rows."""
