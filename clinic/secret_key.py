"""The demo's own secret key: made once, kept in a file that only its user reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def kept_in(path: Path) -> str:
    """The key in this file; a new one is made when the file is not there yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as draft:  # readable by its user only
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            # Of two processes that start together, the first one's key stands.
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()
