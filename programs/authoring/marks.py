"""Whether a row still says what somebody read: for parts that have no version of their own."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


def mark_of(row: models.Model, columns: Iterable[str], related: Iterable[str] = ()) -> int:
    """A number that is the same as long as these columns and related rows are. Give it a fresh row.

    Units: 48 bits, so that JavaScript and every database hold it exactly.
    """
    words = [str(getattr(row, column)) for column in columns]
    ids = [sorted(one.pk for one in getattr(row, name).all()) for name in related] if row.pk else []
    text = json.dumps([words, ids])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])


def says(row: models.Model, columns: Mapping[str, Any], related: Mapping[str, Any]) -> bool:
    """Whether the row holds just these values already, so that saving them would be no change."""
    return all(getattr(row, name) == value for name, value in columns.items()) and all(
        set(getattr(row, name).all()) == set(rows) for name, rows in related.items()
    )
