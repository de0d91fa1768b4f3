"""Codes of a statement by the codebook: role, channel, stance, themes, speech act."""
