"""Nhân Ái: from an official Red Cross plan to assigned work, and back to the report."""
