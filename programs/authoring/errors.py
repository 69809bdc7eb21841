"""What may go wrong when a clinic writes its own library."""


class AuthoringError(Exception):
    """A rule of the house was broken. The message is fit to show to the user."""

    field: str | None = None  # of the form, where one field has to be mended


class AuthoringConflictError(AuthoringError):
    """Somebody else changed the same thing since it was read. Nothing was written."""
