"""Pure decisions about people: spelling, ages, periods of roles, masks, deadlines."""
