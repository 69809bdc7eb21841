"""How much anybody may send at once: known before a byte of it is kept."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# What a form's other fields and the parts between files take. Units: bytes.
ROOM = 1024 * 1024


class LimitHandler(FileUploadHandler):
    """Refuses a request that is larger than the largest file we take; leaves the rest to others.

    Strangers have no file to send: their forms are read before anybody asks who they are, so
    what they send may not fill the disk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Errors: RequestDataTooBig, which Django answers with 400."""
        if content_length > self._most_bytes + ROOM:
            raise RequestDataTooBig("The request is larger than anything that we take.")

    @property
    def _most_bytes(self) -> int:
        user = getattr(self.request, "user", None)
        is_member = user is not None and user.is_authenticated
        return settings.LIBRARY_ZIP_MB * 1024 * 1024 if is_member else 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
