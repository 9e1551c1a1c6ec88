"""The demo shop that ships with Aisle."""
