"""Where embeddings are computed."""
