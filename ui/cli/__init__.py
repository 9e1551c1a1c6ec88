"""The ``aisle`` command: its commands by what they are for, and the options they share."""
