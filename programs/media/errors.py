"""What is said when a file is not taken, and what may become of one that was."""

# A file that is no longer on the disk, or that stands there so that nobody can read it.
UNREADABLE = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)


class MediaError(Exception):
    """The file is no photograph or video that we take. The message is fit to show to the user."""


class LostError(Exception):
    """The file of a photograph is gone, or is not the one that was kept."""
