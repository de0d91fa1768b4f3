"""Names of persons, streets and places, and who is who."""
