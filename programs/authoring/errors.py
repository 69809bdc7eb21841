"""What may go wrong when a clinic writes its own library."""


class AuthoringError(Exception):
    """A rule of the house was broken. The message is fit to show to the user."""


class AuthoringConflictError(AuthoringError):
    """Somebody else changed the same thing since it was read. Nothing was written."""
