"""Text and photos to vectors."""
