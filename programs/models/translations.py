"""What the starter library says in other languages."""

import hashlib
from collections.abc import Iterable
from typing import Self

from django.db import models


class TranslationQuerySet(models.QuerySet["Translation"]):
    def words_for(self, texts: Iterable[str], language: str) -> dict[str, str]:
        """The translations of these English texts, by text; those without any are left out."""
        by_hash = {english_sha256(text): text for text in texts if text}
        found = self.in_language(language).filter(english_sha256__in=by_hash)
        return {
            by_hash[sha256]: words for sha256, words in found.values_list("english_sha256", "words")
        }

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)


class Translation(models.Model):
    """One text of the starter library in one language. The English text itself is its name, so a
    text that has changed has none until somebody translates it.
    """

    language = models.CharField(max_length=5)
    english_sha256 = models.CharField(max_length=64)
    words = models.TextField()

    objects = TranslationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "english_sha256"], name="translation_once_in_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.english_sha256[:12]}"


def english_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
