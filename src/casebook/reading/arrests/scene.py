"""A sentence as far as arrests go: everybody it tells of, and the figures that they stand for."""

from dataclasses import dataclass

from casebook.reading.arrests.figures import Figure
from casebook.reading.arrests.mentions import Mention
from casebook.records import Span


@dataclass(eq=False, slots=True)
class Told:
    """A mention in a sentence and the figures it stands for."""

    mention: Mention
    figures: tuple[Figure, ...]


@dataclass(eq=False, slots=True)
class Scene:
    """One sentence with everybody it tells of."""

    text: str
    span: Span
    number: int
    told: list[Told]

    def before(self, offset: int, reach: int = 30) -> str:
        """The words of the sentence that stand before a place."""
        return self.text[max(self.span[0], offset - reach) : offset]
