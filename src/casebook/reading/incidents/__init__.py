"""Incidents, their facts, and what is filed under them."""
