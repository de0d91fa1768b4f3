"""Versions of the data: their numbers, the shelf they stand on, and what changed from one to the next."""
