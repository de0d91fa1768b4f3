"""Invent crime news of any length: articles for tests, distractors, canaries and large releases. Nobody in it exists."""

from casebook.invent.articles import Invented, invent, invent_one, invented_articles

__all__ = ["Invented", "invent", "invent_one", "invented_articles"]
