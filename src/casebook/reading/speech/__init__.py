"""Reported speech: who said what, in whose words."""
