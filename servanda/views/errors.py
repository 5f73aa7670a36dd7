"""`ViewError`: a question that the ledger cannot answer, told in one sentence."""

#: The exit code of a wrong question (design, section 3).
USAGE = 2


class ViewError(LookupError):
    """An unknown party, id or filter. `message` is one sentence that says what to do."""

    exit_code = USAGE

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
