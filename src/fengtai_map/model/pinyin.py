"""Words of note: how one is read aloud where a dictionary reads it otherwise, and which are not used."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from fengtai_map.i18n import Text
from fengtai_map.model.record import Record
from fengtai_map.reasons import RefusedError


class PinyinReading(Record):
    """A Chinese word and its pinyin: lower-case syllables without tones, one a character, with spaces between."""

    word: Annotated[str, StringConstraints(pattern="^[\u4e00-\u9fff]+$")]
    pinyin: Annotated[str, StringConstraints(pattern="^[a-z]+( [a-z]+)*$")]

    @model_validator(mode="after")
    def _each_read(self) -> "PinyinReading":
        if len(self.pinyin.split()) != len(self.word):
            raise RefusedError("pinyin", characters=f"{len(self.word)}", syllables=f"{len(self.pinyin.split())}")
        return self


class RefusedWord(Record):
    """A word that no text of a language uses, and why. An English one is meant in capitals and plural too."""

    word: Annotated[str, StringConstraints(min_length=1)]
    lang: Literal["zh", "en"]
    why: Text
