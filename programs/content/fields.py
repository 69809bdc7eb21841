"""One YAML mapping, read field by field; what is wrong goes to the report with its line.

A reader that meets a problem gives a stand-in and goes on, so that one run finds them all. The
stand-ins go nowhere: the report raises before anything is returned. No Django in sight.
"""

import difflib
from collections.abc import Collection
from pathlib import Path

import yaml

from programs.content.report import Report

# The same loader in C where PyYAML was built with it: eight times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT, FLAG, WHOLE = (f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "int"))


class Fields:
    """The fields of one mapping. Read each that may be there, then ``refuse_others``."""

    def __init__(self, node: yaml.Node, file: str, report: Report, path: str = "") -> None:
        self.file, self.report, self.path = file, report, path
        self.line = line_of(node)
        self.nodes: dict[str, yaml.Node] = {}
        self.key_lines: dict[str, int] = {}
        self.seen: set[str] = set()
        if not isinstance(node, yaml.MappingNode):
            self.problem("", "needs fields, each as name: value")
            return
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problem("", "a field's name is one word", line_of(key))
                continue
            if key.value in self.nodes:
                self.problem(key.value, "stands here twice", line_of(key))
            self.nodes[key.value] = value
            self.key_lines[key.value] = line_of(key)

    def problem(self, key: str, message: str, line: int | None = None) -> None:
        name = ".".join(part for part in (self.path, key) if part)
        self.report.add(self.file, line or self.key_lines.get(key, self.line), name, message)

    def node(self, key: str, *, required: bool) -> yaml.Node | None:
        self.seen.add(key)
        if key not in self.nodes and required:
            self.problem(key, "is missing")
        return self.nodes.get(key)

    def text(self, key: str, *, longest: int = 400, required: bool = True) -> str:
        node = self.node(key, required=required)
        return "" if node is None else self._text(key, node, longest)

    def texts(self, key: str, low: int, high: int, *, longest: int = 400) -> tuple[str, ...]:
        """A list of texts with low to high entries."""
        nodes = self._entries(key)
        if nodes is None:
            return ()
        if not low <= len(nodes) <= high:
            self.problem(key, f"needs {low} to {high} {_last_word(key)}, has {len(nodes)}")
        return tuple(self._text(key, node, longest) for node in nodes)

    def choice(self, key: str, choices: Collection[str]) -> str:
        value = self.text(key)
        if value and value not in choices:
            self.problem(key, f'"{value}" is not one of {", ".join(choices)}')
        return value

    def codes(
        self, key: str, known: Collection[str], where: str, *, low: int = 1
    ) -> tuple[str, ...]:
        """A list of codes, each of them known and none of them twice.

        Nothing known means that the vocabulary could not be read, which is reported by itself.
        """
        nodes = self._entries(key)
        if nodes is None:
            return ()
        if len(nodes) < low:
            self.problem(key, "needs at least one code")
        codes: list[str] = []
        for node in nodes:
            code = self._text(key, node, 60)
            if code in codes:
                self.problem(key, f'"{code}" stands here twice', line_of(node))
            elif code and known and code not in known:
                hint = did_you_mean(code, known)
                self.problem(key, f'"{code}" is not in {where}{hint}', line_of(node))
            codes.append(code)
        return tuple(codes)

    def number(self, key: str, low: int, high: int, *, required: bool = True) -> int | None:
        node = self.node(key, required=required)
        if node is None:
            return None
        if node.tag != WHOLE or not str(node.value).isdecimal():
            self.problem(key, f"needs a whole number from {low} to {high}")
            return None
        number = int(node.value)
        if not low <= number <= high:
            self.problem(key, f"{number} is out of range: from {low} to {high}")
        return number

    def flag(self, key: str) -> bool:
        node = self.node(key, required=True)
        if node is not None and node.tag != FLAG:
            self.problem(key, "needs true or false")
        return node is not None and str(node.value).lower() == "true"

    def part(self, key: str) -> "Fields | None":
        """The fields inside one field; None when it is missing."""
        node = self.node(key, required=True)
        if node is None:
            return None
        part = Fields(node, self.file, self.report, self._path(key))
        part.line = self.key_lines[key]
        return part

    def parts(self, key: str) -> "list[Fields]":
        nodes = self._entries(key) or []
        if not nodes and key in self.nodes:
            self.problem(key, "needs at least one entry")
        return [Fields(node, self.file, self.report, self._path(key)) for node in nodes]

    def refuse_others(self) -> None:
        """Report every field that nothing has read: it is misspelt, or has no use."""
        for key in self.nodes.keys() - self.seen:
            self.problem(key, f"is not a field{did_you_mean(key, self.seen)}")

    def _path(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def _entries(self, key: str) -> list[yaml.Node] | None:
        node = self.node(key, required=True)
        if node is None:
            return None
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.problem(key, "needs a list")
        return None

    def _text(self, key: str, node: yaml.Node, longest: int) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag != TEXT:
            hint = "; put it in quotes" if isinstance(node, yaml.ScalarNode) and node.value else ""
            self.problem(key, f"needs text{hint}", line_of(node))
            return ""
        text = str(node.value).strip()
        if not text:
            self.problem(key, "is empty", line_of(node))
        if len(text) > longest:
            message = f"has {len(text)} characters, {longest} at most"
            self.problem(key, message, line_of(node))
        return text


def open_file(path: Path, report: Report) -> Fields | None:
    """The fields of one YAML file; None, and a problem, when it cannot be read as such."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except FileNotFoundError:
        report.add(path.name, 1, "", "the file is missing")
        return None
    except UnicodeDecodeError:
        report.add(path.name, 1, "", "is not UTF-8 text")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(path.name, mark.line + 1 if mark else 1, "", f"is not YAML: {error.problem}")
        return None
    except yaml.YAMLError as error:
        report.add(path.name, 1, "", f"is not YAML: {error}")
        return None
    if node is None:
        report.add(path.name, 1, "", "is empty")
        return None
    return Fields(node, path.name, report)


def yaml_files(folder: Path, report: Report) -> list[Path]:
    """The folder's YAML files by name. A file that would be passed over unseen is a problem."""
    paths = [path for path in sorted(folder.glob("*")) if not path.name.startswith(".")]
    for path in paths:
        if path.suffix != ".yaml":
            report.add(path.name, 1, "", "needs a name that ends in .yaml")
    return [path for path in paths if path.suffix == ".yaml"]


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def did_you_mean(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def _last_word(key: str) -> str:
    return key.rpartition("_")[2]
