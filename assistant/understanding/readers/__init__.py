"""What can be read from a turn, one idea a file; ``grammar.py`` puts them together."""
