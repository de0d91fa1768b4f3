"""A synthetic companion of a release: tables of the same form in which every row is invented."""

from casebook.synthetic.tables import NOTE, synthetic_tables

__all__ = ["NOTE", "synthetic_tables"]
