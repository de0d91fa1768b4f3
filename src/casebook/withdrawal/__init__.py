"""Withdrawal: a person goes from every version, and comes back in none."""
