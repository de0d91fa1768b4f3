"""Calendar expressions and the days they mean."""
