"""How a word is read aloud, where a dictionary reads it otherwise."""

from typing import Annotated

from pydantic import StringConstraints, model_validator

from fengtai_map.model.record import Record


class Reading(Record):
    """A Chinese word and its pinyin: lower-case syllables without tones, one a character, with spaces between."""

    word: Annotated[str, StringConstraints(pattern="^[\u4e00-\u9fff]+$")]
    pinyin: Annotated[str, StringConstraints(pattern="^[a-z]+( [a-z]+)*$")]

    @model_validator(mode="after")
    def _each_read(self) -> "Reading":
        if len(self.pinyin.split()) != len(self.word):
            raise ValueError(f"{self.word}: {len(self.word)} ≠ {self.pinyin}: {len(self.pinyin.split())}")
        return self
