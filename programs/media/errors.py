"""What is said when a file is not taken."""


class MediaError(Exception):
    """The file is no photograph or video that we take. The message is fit to show to the user."""
