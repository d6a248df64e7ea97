"""Where the rooms are put together: settings, root addresses, the table of roles, the command line."""
