"""Arrest rows: who was arrested, charged, tried and sentenced."""
