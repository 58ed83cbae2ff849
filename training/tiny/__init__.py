"""Tiny random networks of the families that the engine runs, as graphs of the Hub's layout, with golden values."""
