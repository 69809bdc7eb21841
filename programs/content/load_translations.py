"""Writes the translations of the starter library into the database."""

from pathlib import Path

from programs.content.tally import Tally
from programs.content.translations import FOLDER, languages, translations_in
from programs.models import Translation
from programs.models.translations import english_sha256


def read_translations(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """By language, then by English text."""
    return {code: translations_in(code, folder) for code in languages(folder)}


def load_translations(wanted: dict[str, dict[str, str]]) -> Tally:
    """What left the files is taken out: sheets that were issued keep their own words."""
    kept = {(row.language, row.english_sha256): row for row in Translation.objects.all()}
    words = {
        (language, english_sha256(text)): translated
        for language, texts in wanted.items()
        for text, translated in texts.items()
    }
    added = [
        Translation(language=language, english_sha256=sha256, words=words[language, sha256])
        for language, sha256 in words.keys() - kept.keys()
    ]
    changed = [kept[key] for key in words.keys() & kept.keys() if kept[key].words != words[key]]
    for row in changed:
        row.words = words[row.language, row.english_sha256]
    gone = [kept[key].pk for key in kept.keys() - words.keys()]
    Translation.objects.bulk_create(added, batch_size=500)
    Translation.objects.bulk_update(changed, ["words"], batch_size=500)
    Translation.objects.filter(pk__in=gone).delete()
    return Tally(added=len(added), changed=len(changed), retired=len(gone))
