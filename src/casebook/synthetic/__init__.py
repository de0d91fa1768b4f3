"""A synthetic companion of a release: tables of the same form in which every row is invented."""

from casebook.synthetic.tables import SYNTHETIC, synthetic_tables

__all__ = ["SYNTHETIC", "synthetic_tables"]
