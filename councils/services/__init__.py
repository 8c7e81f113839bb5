"""Writes about councils, sessions, scores and votes."""

from councils.services.agenda import add_item, remove_item

__all__ = ["add_item", "remove_item"]
