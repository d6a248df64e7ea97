"""Pure decisions about entering and showing figures: no database, no clock, no request."""
