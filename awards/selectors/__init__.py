"""Reads of commendation, by noun."""

from awards.selectors.pending import list_work

__all__ = ["list_work"]
