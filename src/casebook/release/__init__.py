"""A release folder: tables, card, codebook and checksums."""
