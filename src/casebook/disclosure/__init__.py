"""The engine of disclosure control: classes, lattices, recoding and loss of any table of integer codes."""
