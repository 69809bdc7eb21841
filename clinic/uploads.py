"""What every file that people send goes through first."""

from typing import IO

from django.conf import settings


class InfectedError(Exception):
    """The clinic's own virus scanner refuses the file. The message is fit to show to the user."""


def scan(file: IO[bytes]) -> None:
    """Ask the scanner that UPLOAD_SCANNER names, if one is set. Leaves the file at its start.

    Errors: InfectedError when it finds something. What else goes wrong in it rises: a file that
    could not be looked at is not taken.
    """
    if settings.UPLOAD_SCANNER is None:
        return
    file.seek(0)
    found = settings.UPLOAD_SCANNER(file)
    file.seek(0)
    if found:
        raise InfectedError(
            "The virus scanner stopped this file. Do not open it; tell whoever looks after the"
            " computers."
        )
