"""The fine-tuned transformer that reads a request and an item's text together."""
