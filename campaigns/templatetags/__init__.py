"""Filters of the templates of emulation."""
