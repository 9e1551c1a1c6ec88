"""A language model as a judge of replies, held against people."""
