"""What goes wrong with a handout."""


class HandoutError(Exception):
    """A handout cannot be made, or is not the one that was stored."""
