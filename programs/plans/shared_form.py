"""A form that two people may have open at once, and that writes only what each of them changed."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from programs.plans.merging import Edit, Fields, Merged, Unit
from programs.plans.versioned_form import VersionedForm

Posted = dict[str, list[str]]  # as a browser sends it


def read_posted(text: str) -> Posted:
    """What the page said that it showed; empty when that cannot be read."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a sign can be escaped, but not shown
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: values
        for name, values in found.items()
        if isinstance(values, list) and all(isinstance(value, str) for value in values)
    }


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that both changed, as a person reads it."""

    unit: Unit
    who: str  # "" when it was the same person, elsewhere on the same plan
    theirs: str
    yours: str
    mine: str  # the same, to be sent again
    is_new: bool


class SharedForm(VersionedForm):
    """Beside its fields it posts ``was``, what the page had shown in them.

    What both changed comes back as ``mine``, one for each open question, until ``use`` or ``keep``
    names it.
    """

    units: ClassVar[tuple[Unit, ...]] = ()
    use_required_attribute = False  # the browser would refuse before we can say why

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None if data is None else self._decided(data), *args, **kwargs)
        self.questions: list[Question] = []

    def _post_clean(self) -> None:
        # Django's own hook also asks the database for each rule of the row, three statements each;
        # but what is written is merged first, and the fields hold the same limits.
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields)
        try:
            self.instance.clean_fields(exclude=self._get_validation_exclusions())
        except forms.ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]  # Django's own, not in the stubs

    @classmethod
    def _decided(cls, data: QueryDict) -> QueryDict:
        """With "use mine" pressed, what was typed then stands in its fields again."""
        decided = data.copy()
        for sent in data.getlist("mine"):
            mine = read_posted(sent)
            if data.get("use") in mine:
                for name in cls._names() & mine.keys():
                    decided.setlist(name, mine[name])
        return decided

    @classmethod
    def _names(cls) -> set[str]:
        return {name for unit in cls.units for name in unit.inputs}

    @property
    def edit(self) -> Edit:
        """What was typed and what was seen, by column; for a valid form."""
        return Edit(
            typed=self._columns({name: self.cleaned_data[name] for name in self._names()}),
            seen=self._read(read_posted(self.data.get("was", ""))),
            version=self.cleaned_data["version"] or 0,
        )

    def _columns(self, cleaned: Fields) -> Fields:
        """The fields as columns. A line ends as in the files: browsers send two letters."""
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def _read(self, posted: Posted) -> Fields:
        """By column what was posted earlier; without what no field takes."""
        sent: MultiValueDict[str, str] = MultiValueDict(posted)
        columns: Fields = {}
        for unit in self.units:
            if not posted.keys() & set(unit.inputs):
                continue
            try:
                columns |= self._columns({name: self._clean(name, sent) for name in unit.inputs})
            except forms.ValidationError:
                continue
        return columns

    def _clean(self, name: str, sent: MultiValueDict[str, str]) -> Any:
        field = self.fields[name]
        return field.clean(field.widget.value_from_datadict(sent, MultiValueDict(), name))

    @property
    def as_shown(self) -> Posted:
        """What a browser would send if nobody touched it."""
        return {name: self._shown(name) for unit in self.units for name in unit.inputs}

    def _shown(self, name: str) -> list[str]:
        value = self.fields[name].widget.format_value(self[name].value())
        values = [] if value is None else value if isinstance(value, list | tuple) else [value]
        return [str(one).replace("\r\n", "\n") for one in values]

    @property
    def was(self) -> str:
        """What the page shows, or after a mistake what it had shown before."""
        return str(self.data.get("was", "")) if self.is_bound else json.dumps(self.as_shown)

    @property
    def was_id(self) -> str:
        return str(self.auto_id) % "was"

    @property
    def taken_id(self) -> str:
        return str(self.auto_id) % "taken"

    @property
    def is_asking(self) -> bool:
        """Whether the page had open questions when it was sent."""
        return self.is_bound and "mine" in self.data

    def mine(self, merged: Merged) -> dict[Unit, Posted]:
        """What waits for an answer: what clashes now, and what was asked before and still is."""
        posted: Any = self.data
        waiting = {unit: {n: posted.getlist(n) for n in unit.inputs} for unit in merged.clashes}
        for sent in posted.getlist("mine"):
            mine = read_posted(sent)
            for unit in self.units:
                is_answered = unit in merged.changed or unit.name == posted.get("keep")
                if unit.name in mine and not is_answered and unit.name != posted.get("use"):
                    waiting.setdefault(unit, {n: mine.get(n, []) for n in unit.inputs})
        return waiting

    def ask(self, asked: dict[Unit, Posted], *, new: tuple[Unit, ...], who: dict[str, str]) -> None:
        """Put what waits as questions into a form that shows what is stored."""
        stored = {name: getattr(self.instance, name) for u in self.units for name in u.columns}
        for unit, posted in asked.items():
            mine = self._read(posted)
            if unit.of(mine) in (None, unit.of(stored)):
                continue
            question = Question(
                unit=unit,
                who=who.get(unit.name, ""),
                theirs=unit.words(stored),
                yours=unit.words(mine),
                mine=json.dumps(posted),
                is_new=unit in new,
            )
            self.questions.append(question)
