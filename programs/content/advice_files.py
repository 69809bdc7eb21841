"""Reads advice/*.yaml. No Django in sight."""

import re
from pathlib import Path

from programs.content.exercise_files import LONGEST_NAME, LONGEST_SOURCE, SIGN_OFF
from programs.content.fields import Fields, line_of, open_file, yaml_files
from programs.content.report import Report
from programs.content.starters import StarterAdvice, Vocabulary
from programs.content.vocabulary_file import VOCABULARY
from programs.leaflet import LONGEST_BODY, is_one_sentence, problems_in


def advice_in(folder: Path, vocabulary: Vocabulary, report: Report) -> tuple[StarterAdvice, ...]:
    """In the order of their files."""
    leaflets = []
    for path in yaml_files(folder / "advice", report):
        fields = open_file(path, report)
        if fields is None:
            continue
        leaflet = _leaflet(fields, vocabulary)
        if leaflet.code and leaflet.code != path.stem:
            fields.problem("code", f"{leaflet.code} does not go with the file's name")
        leaflets.append(leaflet)
    return tuple(leaflets)


def _leaflet(fields: Fields, words: Vocabulary) -> StarterAdvice:
    leaflet = StarterAdvice(
        code=fields.text("code", longest=60),
        name=fields.text("name", longest=LONGEST_NAME),
        main_message=fields.text("main_message", longest=200),
        body=fields.text("body", longest=LONGEST_BODY),
        therapist_note=fields.text("therapist_note", longest=2000),
        source=fields.text("source", longest=LONGEST_SOURCE),
        regions=fields.codes("regions", words.codes("regions"), VOCABULARY, low=0),
        sign_off=fields.choice("sign_off", SIGN_OFF),
    )
    fields.refuse_others()
    if leaflet.code and not re.fullmatch(r"[a-z][a-z0-9-]*", leaflet.code):
        fields.problem("code", "needs small letters, digits and - only")
    if leaflet.main_message and not is_one_sentence(leaflet.main_message):
        fields.problem("main_message", "needs to be one sentence")
    if leaflet.body:
        _check_body(fields)
    return leaflet


def _check_body(fields: Fields) -> None:
    """Each problem at its own line of the file, as far as the body is written line by line."""
    node = fields.nodes["body"]
    is_by_line = getattr(node, "style", None) == "|"
    for problem in problems_in(str(node.value)):
        line = line_of(node) + problem.line if is_by_line else None
        fields.problem("body", problem.message.rstrip("."), line)
