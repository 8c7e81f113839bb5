"""Writes about reports."""

from reports.services.catalogue import load_catalogue

__all__ = ["load_catalogue"]
