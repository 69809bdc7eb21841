"""How much anybody may send at once, signed in or not: known before a byte of it is kept."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# What a form's other fields and the parts between files take. Units: bytes.
ROOM = 1024 * 1024


class LimitHandler(FileUploadHandler):
    """Refuses a request that is larger than the largest file we take; leaves the rest to others."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Errors: RequestDataTooBig, which Django answers with 400."""
        if content_length > settings.LIBRARY_ZIP_MB * 1024 * 1024 + ROOM:
            raise RequestDataTooBig("The request is larger than anything that we take.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
