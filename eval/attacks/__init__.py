"""Attempts to make an assistant say, show or forget what it should not."""
