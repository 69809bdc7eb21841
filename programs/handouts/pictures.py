"""The pages of a PDF as pictures, for browsers that show no PDF inside a page."""

import io
from threading import Lock

from PIL import Image

# WebP keeps letters and photographs clear in a third of a PNG's bytes; the method is the one
# that takes a third of the time for a tenth more of them.
QUALITY, METHOD = 80, 2
# PDFium knows nothing of threads: two that are in it at once bring the process down.
_one_at_a_time = Lock()


def page_picture(pdf: bytes, number: int, *, width: int) -> bytes:
    """Page ``number`` as WebP. The first page is 1.

    Units: the width in pixels.
    Errors: IndexError when there is no such page.
    """
    written = io.BytesIO()
    _drawn(pdf, number, width).save(written, "WEBP", quality=QUALITY, method=METHOD)
    return written.getvalue()


def _drawn(pdf: bytes, number: int, width: int) -> Image.Image:
    import pypdfium2  # eight megabytes: only who draws pays

    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"There is no page {number}.")
        page = document[number - 1]
        bitmap = page.render(scale=width / page.get_width())
        picture: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
        page.close()
    return picture
