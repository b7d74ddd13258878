"""Filters of the templates of commendation."""
