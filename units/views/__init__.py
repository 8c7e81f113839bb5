"""Views of units and people."""
