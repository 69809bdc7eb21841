"""Why a plan was not changed."""


class PlanError(Exception):
    """A rule of the house was broken. The message is fit to show to the user."""


class PlanConflictError(PlanError):
    """Somebody else changed the same thing since it was read. Nothing was written."""


class PlanFieldError(PlanError):
    """What was typed in one field breaks a rule, together with what stands in the others."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
