"""The catalogue, and how to find things in it."""
