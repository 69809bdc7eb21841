"""Builders: a library as a ZIP file, right or wrong in one thing, and sending it."""

import csv
import io
import random
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from clinic.models import Clinic
from programs.exchange import actions
from programs.exchange.pages import problems_of
from programs.exchange.work import check_import, load_import
from programs.models import LibraryImport

ROW = {
    "code": "OWN1",
    "name": "Our bridge",
    "regions": "low_back",
    "type": "strength",
    "side": "both",
    "position": "lying_back",
    "steps": "Squeeze your buttocks.|Lift your hips.",
}


def row(code: str = "OWN1", **cells: str) -> dict[str, str]:
    return ROW | {"code": code} | cells


def table(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    columns = list(dict.fromkeys(name for one in rows for name in one))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def packed(*rows: dict[str, str], **files: bytes) -> bytes:
    """A ZIP with these rows; ``side_png=...`` is the picture pictures/side.png."""
    pictures = {f"pictures/{name.replace('_', '.')}": content for name, content in files.items()}
    return zip_of({"exercises.csv": table(*rows)} | pictures)


def zip_of(files: dict[Any, bytes]) -> bytes:
    """By name, or by a ZipInfo of one's own."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def png(seed: int = 1, size: tuple[int, int] = (40, 30)) -> bytes:
    """Noise, so that each seed is another picture."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    written = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(written, "PNG")
    return written.getvalue()


def send(content: bytes, clinic: Clinic, by: Any = None) -> LibraryImport:
    """Received, and not yet looked at."""
    return actions.receive_import(ContentFile(content, name="x.zip"), clinic=clinic, by=by)


def checked(content: bytes, clinic: Clinic, by: Any = None) -> LibraryImport:
    one = send(content, clinic, by)
    check_import.call(one.pk)
    one.refresh_from_db()
    return one


def loaded(content: bytes, clinic: Clinic, by: Any = None) -> LibraryImport:
    one = checked(content, clinic, by)
    assert one.status == "checked", one.report
    actions.start_loading(one, by=by)
    load_import.call(one.pk)
    one.refresh_from_db()
    return one


def problems(content: bytes, clinic: Clinic) -> list[str]:
    """What is said about a file, a problem a string: "Line 2 (OWN1), steps: is empty."."""
    one = checked(content, clinic)
    assert one.status == "failed", one.report
    return [f"{found.place}: {found.message}".removeprefix(": ") for found in problems_of(one)]
