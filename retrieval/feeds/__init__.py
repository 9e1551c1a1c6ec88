"""Feed formats: one file each."""
