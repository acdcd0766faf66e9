"""What a requirement says when it is not met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing to mend before the story can be public: which requirement, and a sentence that says what to do."""

    requirement: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence
