"""What can go wrong with the cross-encoder."""


class CrossEncoderError(Exception):
    """The cross-encoder cannot be used; the message says why and what to do."""
