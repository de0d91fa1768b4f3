"""The wall between names and releases: nothing but `pseudonymise` and `protect` sees both sides."""
