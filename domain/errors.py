"""What can be refused, as sentences a user reads."""


class CalloutError(Exception):
    """Anything the program itself says no to; `str()` is one sentence and what to do about it."""


class Refusal(CalloutError):
    """A user's wish that a rule of the business forbids.

    `field` names the input the sentence belongs beside, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Gone(Refusal):
    """The record is not there (any more)."""


class Overtaken(Refusal):
    """Somebody else changed the record meanwhile; nothing of the user's was applied."""


class Unavailable(CalloutError):
    """Something outside is missing or refuses: a database, a broker, a disk."""
