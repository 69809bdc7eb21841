"""Whole numbers that a page or a form sends as text."""

# Ids are below 2**53, and Python refuses to read a number of many thousand digits. Units: digits.
MOST_DIGITS = 18


def number_in(sent: str) -> int:
    """The number that was sent, and 0 for anything else: no row has the id or the version 0."""
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else 0
