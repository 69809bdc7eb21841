"""Why a plan was not changed."""


class PlanError(Exception):
    """A rule of the house was broken. The message is fit to show to the user."""


class PlanConflictError(PlanError):
    """Somebody else changed the same thing since it was read. Nothing was written."""
