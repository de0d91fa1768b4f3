"""Releases on a hub: publish one, load it back, take one away."""
