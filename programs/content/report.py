"""What is wrong with the content files, each thing with its place. No Django in sight."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f", {self.field}" if self.field else ""
        return f"{self.file}, line {self.line}{field}: {self.message}"


class ContentError(Exception):
    """The content files are not fit to load. Its text lists every problem, one a line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Report:
    """Gathers problems, so that whoever mends the files sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(file, line, field, message))

    def raise_if_any(self) -> None:
        """Errors: ContentError when there is any problem, with all of them in file order."""
        if self.problems:
            raise ContentError(tuple(sorted(set(self.problems))))
