"""The ZIP file that people start from: the columns, two example rows, a picture, and all words."""

import io
import zipfile

from PIL import Image

from programs.exchange import library
from programs.exchange.columns import CHOICES
from programs.exchange.export import write_table
from programs.exchange.zips import TABLE
from programs.media.jpeg import jpeg

PICTURE = "example-start.jpg"
# The two show both ways to picture an exercise: by the clinic's photograph, by a starter's drawing.
ROWS = (
    {
        "code": "EXAMPLE-1",
        "name": "Calf raise at the counter",
        "patient_name": "Heel lift at the counter",
        "aliases": "Heel raise|Calf raise",
        "regions": "Ankle and foot",
        "equipment": "Counter",
        "type": "Strength",
        "side": "Both sides together",
        "position": "Standing",
        "start_position": "Stand tall and hold the counter.",
        "steps": "Lift both heels.\nStay there for a moment.\nLower slowly.",
        "feel_it": "Your calves work.",
        "stop_if": "Your heel hurts.",
        "sets": "3",
        "reps": "10",
        "times_per_day": "1",
        "weekdays": "mo|we|fr",
        "dose_source": "House default",
        "picture_start": PICTURE,
        "alt_start": "A person stands at a counter with both hands on it.",
        "credit_start": "Photo: our clinic",
    },
    {
        "code": "EXAMPLE-2",
        "name": "Bridge, our way",
        "regions": "Low back and core|Hip",
        "type": "strength",
        "side": "both",
        "position": "lying_back",
        "steps": "Squeeze your buttocks.|Lift your hips.|Lower slowly.",
        "harder": "EXAMPLE-1",
        "reps": "8",
        "figure": "LB25",
        "copied_from": "LB25",
    },
)


def words_txt() -> str:
    """The words that the table may name, column by column. A name or a code will do."""
    lines = ["The words that exercises.csv may name. Write the word or its code.", ""]
    for kind, names in library.words().names.items():
        lines += [f"{kind}:", *(f"    {name} ({code})" for code, name in names.items()), ""]
    for column, choices in CHOICES.items():
        lines += [f"{column}:", *(f"    {label} ({value})" for value, label in choices.choices), ""]
    return "\r\n".join(lines)


def template_zip() -> bytes:
    table, written = io.BytesIO(), io.BytesIO()
    write_table(table, ROWS)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(TABLE), table.getvalue(), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("words.txt"), words_txt(), zipfile.ZIP_DEFLATED)
        plain = Image.new("RGB", (640, 448), "#E9F4F3")
        archive.writestr(zipfile.ZipInfo(f"pictures/{PICTURE}"), jpeg(plain))
    return written.getvalue()
