"""Everything that publishes."""

from nhanai.publishing.actions.releasing import CannotPublish, drop, prepare, publish

__all__ = ["CannotPublish", "drop", "prepare", "publish"]
