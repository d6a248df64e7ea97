"""Pure decisions about humanitarian addresses."""
