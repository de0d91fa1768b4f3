"""Derive every other form of the contract from `schema/`: pandera, Arrow, features, Table Schema, codebook."""
