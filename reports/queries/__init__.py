"""Reads across all floors, a room for each page."""
