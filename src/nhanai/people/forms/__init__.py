"""What people type about people: its shape and spelling; the acts decide the rest."""
