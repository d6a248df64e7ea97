"""The few words of the journal."""

from contextvars import ContextVar

ORIGIN: ContextVar[str] = ContextVar("nhanai_journal_origin", default="")
"""Where the act now running came from: a network address, or the name of a command."""
