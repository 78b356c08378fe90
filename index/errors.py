"""The errors a user can cause or meet; each message is one line that says what to do.

FootnotedError
├── DocumentError      a file cannot be read as a document
├── LibraryError       the library is missing, empty, busy, damaged or made with other parts
├── WeightsError       model weights are missing, damaged or cannot be fetched
├── ModelError         a model file cannot be loaded or cannot do what is asked of it
└── RequestError       a question, record or input file cannot be used
"""


class FootnotedError(Exception):
    """Base of every error of this program; the command line prints its message and exits 1."""


class DocumentError(FootnotedError):
    """A file cannot be read as a document."""


class LibraryError(FootnotedError):
    """The library is missing, empty, busy, damaged or made with other parts."""


class WeightsError(FootnotedError):
    """Model weights are missing, damaged or cannot be fetched."""


class ModelError(FootnotedError):
    """A model file cannot be loaded or cannot do what is asked of it."""


class RequestError(FootnotedError):
    """A question, record or input file cannot be used."""
