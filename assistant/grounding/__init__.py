"""Whether a sentence about an item is true of it."""
