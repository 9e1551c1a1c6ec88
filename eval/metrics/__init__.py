"""Measures, each a pure function with its definition stated."""
