"""The sources page: release, layers, origins, and what is not known."""

import streamlit as st

from fengtai_map.own import SOURCE
from fengtai_map.panels import places
from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk


def release(here: Desk) -> None:
    """The release all figures come from."""
    about, lang, words = here.atlas.release, here.view.lang, here.words
    rows = [
        (words("source.event"), about.event[lang]),
        (words("source.date"), about.date.isoformat()),
        (words("source.speaker"), about.speaker[lang]),
        (words("source.publisher"), about.publisher[lang]),
        (
            words("source.kept"),
            words("source.kept-value", facts=len(here.atlas.facts), entries=len(here.atlas.entries)),
        ),
        (words("source.licence"), about.licence[lang]),
    ]
    markup.put(
        "card",
        title=about.title[lang],
        kind=words("source.release"),
        rows=rows,
        notes=[about.note[lang]],
        number="",
        colour="",
    )


def layers(here: Desk) -> None:
    """Every layer of the map with its accuracy and licence."""
    lang, words = here.view.lang, here.words
    heads = [words(f"source.{name}") for name in ("layer", "accuracy", "precision", "licence")]
    rows = [
        (
            layer.name[lang],
            words(f"accuracy.{layer.accuracy}"),
            layer.accuracy_note[lang],
            layer.licence[lang],
        )
        for layer in here.atlas.layers
    ]
    st.markdown(f"**{words('source.layers')}**")
    markup.put("table", heads=heads, rows=rows)
    notes = [here.atlas.outline.note[lang], here.atlas.scheme.note[lang], words("source.approval")]
    markup.put("card", title=words("source.schematic"), kind="", rows=[], notes=notes, number="", colour="")


def origins(here: Desk) -> None:
    """Where positions come from, how many each, and under which terms."""
    lang, words = here.view.lang, here.words
    points = (*here.known.places, *here.known.stations)
    rows = [
        (
            source.name[lang],
            sum(place.source == source.id for place in points) + (source.id == SOURCE) * len(here.many or ()),
            source.licence[lang],
        )
        for source in here.atlas.sources
    ]
    st.markdown(f"**{words('source.origins')}**")
    heads = [words(f"source.{name}") for name in ("origin", "points", "licence")]
    markup.put("table", heads=heads, rows=[row for row in rows if row[1]])


def unknown(here: Desk) -> None:
    """What is not known, in one list."""
    lang, words = here.view.lang, here.words
    missing = [places.row(here.atlas, place, lang) for place in places.unlocated(here.known.places)]
    doubtful = [
        places.row(here.atlas, place, lang)
        for place in here.known.places
        if place.reaches or place.joined == "within-error"
    ]
    markup.put(
        "list",
        title=words("place.unlocated"),
        text=words("place.unlocated-text"),
        rows=[(one.name, one.note or one.basis) for one in missing],
    )
    markup.put(
        "list",
        title=words("source.doubtful"),
        text="",
        rows=[(one.name, f"{one.cluster}: {one.precision}. {one.doubt}") for one in doubtful],
    )
    markup.put(
        "list",
        title=words("source.unpublished"),
        text="",
        rows=[("", words(f"unpublished.{key}")) for key in words.below("unpublished")],
    )
