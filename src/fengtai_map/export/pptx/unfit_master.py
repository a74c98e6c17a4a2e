"""Why a presentation cannot be our master."""


class UnfitError(ValueError):
    """`why` is "unfit" where it is no presentation, "untitled" without a layout with a title, "narrow" without room."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
