"""What is wrong with a photo."""


class PhotoError(Exception):
    """A photo cannot be used; the message says why."""
