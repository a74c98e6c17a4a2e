"""Lights of projects in words: what the browser needs to make them, and what a file says of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fengtai_map.content.page_blocks import BlockTable, PageRequest
from fengtai_map.i18n import Words
from fengtai_map.lights import has_lights, progress_of
from fengtai_map.model import Atlas, Place
from fengtai_map.model.lights import COLUMNS, LEVELS, Light
from fengtai_map.webmap.symbols import LAMPS

Json = dict[str, Any]


def looks(atlas: Atlas, lang: str) -> Json | None:
    """The rule and the signs, from which the browser makes the lights of its day; None where no place has one."""
    if not has_lights(atlas):
        return None
    signs = [
        {"id": level, "name": atlas.words[lang](f"light.{level}"), "colour": LAMPS[level][0], "path": LAMPS[level][1]}
        for level in LEVELS
    ]
    return {"rule": atlas.lights.rule.model_dump(), "levels": signs}


def progress(atlas: Atlas, place: Place) -> Json:
    """What the office says of the progress of a place, under `progress`, in its own heads and words; else nothing."""
    said = progress_of(place.fields, atlas.lights) if place.fields else None
    if said is None:
        return {}
    heads, values = dict(said.heads), {"planned", "reached", "due", "reported", "unread"}
    rows = [(heads[column], text, column) for column, text in said.said]
    return {"progress": said.model_dump(include=values) | {"rows": rows}}


def brought(atlas: Atlas, place: Place, lang: str) -> Iterator[tuple[str, str]]:
    """The columns that the office brings, as they are, without those of its light; and the list they came with."""
    said = progress_of(place.fields, atlas.lights) if place.fields else None
    lit = {head for _, head in said.heads} if said else set()
    yield from (pair for pair in place.fields if pair[1] and pair[0] not in lit)
    if place.list:
        yield atlas.words[lang]("place.list"), place.list


def rows(atlas: Atlas, place: Place, lang: str) -> Iterator[tuple[str, str]]:
    """The light of a place on the day of a file, and what the office says of its progress in its own heads."""
    if place.light:
        yield atlas.words[lang]("light.head"), light_text(atlas.words[lang], place.light)
    yield from ((head, text) for head, text, _ in progress(atlas, place).get("progress", {}).get("rows", ()))


def light_text(words: Words, light: Light) -> str:
    """A light with its reasons: 红灯：逾期17天，落后计划12个百分点."""
    return words("export.pair", label=words(f"light.{light.level}"), value=why(words, light))


def why(words: Words, light: Light) -> str:
    """The reasons of a light."""
    return words("list.comma").join(words(f"light.reason.{code}", n=f"{n:g}") for code, n in light.reasons)


def columns(keys: Sequence[str], places: Iterable[Place]) -> tuple[str, ...]:
    """The columns of a table of places: of lights there is one only where there are lights."""
    lit = any(place.light for place in places)
    return tuple(key for key in keys if lit or key != "light")


def table(asked: PageRequest) -> Iterator[BlockTable]:
    """The projects that have a light on the day of the file, red ones first; nothing where there are none."""
    lit = [(place.light, place) for place in asked.points if place.light]
    lit.sort(key=lambda one: LEVELS.index(one[0].level))
    if lit:
        heads = ("name", "light", "why", *(f"light-{column}" for column in COLUMNS))
        yield asked.table("lights", asked.words("light.title"), heads, (_row(asked, *one) for one in lit))


def _row(asked: PageRequest, light: Light, place: Place) -> tuple[str, ...]:
    said = progress_of(place.fields, asked.atlas.lights)
    texts = dict(said.said) if said else {}
    words = asked.words
    return (
        place.name[asked.view.lang],
        words(f"light.{light.level}"),
        why(words, light),
        *(texts.get(column, "") for column in COLUMNS),
    )
