"""Filters of the public site's templates."""
