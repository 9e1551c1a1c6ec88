"""A small encoder fine-tuned to read acts and slots; only the SIMMC measurement uses it."""
