"""Reads about initiatives."""

from initiatives.selectors.recognised import RecognisedShare, recognised_by_member

__all__ = ["RecognisedShare", "recognised_by_member"]
