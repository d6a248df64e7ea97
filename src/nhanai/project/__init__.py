"""Where the rooms are put together: settings, root addresses, roles, the command line."""
