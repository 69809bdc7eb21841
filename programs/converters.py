"""The parts of addresses that more than one room has. Importing this makes them known."""

from django.urls import register_converter


class Sha256Converter:
    """A SHA-256 as 64 small hexadecimal digits, and nothing else."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256Converter, "sha256")
