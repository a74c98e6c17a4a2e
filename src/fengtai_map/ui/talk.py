"""Telling a story to a room: the whole window, large type, a clicker in hand."""

from dataclasses import replace

import streamlit as st

from fengtai_map.model import Stop, Story
from fengtai_map.panels import stories
from fengtai_map.panels.figures import figure
from fengtai_map.ui import canvas, markup, session, twin
from fengtai_map.ui.desk import Desk
from fengtai_map.view import LONGEST, THEMES

KEYS = ("next", "back", "first", "cluster", "black", "notes", "full", "help", "leave")


def telling(here: Desk) -> bool:
    """Whether a story is being told just now."""
    return stories.told(here.atlas, here.view) is not None


def tell(here: Desk) -> None:
    """The stop of the View, over the whole window."""
    told = stories.told(here.atlas, here.view)
    if told is None:
        return
    story, stop = told
    markup.sheet("talk", here.view.theme)
    left, right = st.columns([1.62, 1], gap="small")
    with left.container(key="map-talk"):
        _map(here, story, stop)
    with right.container(key="panel-talk"):
        _words(here, story, stop)


def _map(here: Desk, story: Story, stop: Stop) -> None:
    view = here.view
    talk = {
        "story": story.id,
        "stop": view.stop,
        "total": len(story.stop),
        "over": view.over,
        "seconds": view.seconds,
        "clusters": stories.stop_of_cluster(here.atlas, story),
    }
    seen = replace(here, view=stories.seen(stop, view))
    canvas.draw(seen, stories.kinds(here.atlas, stop), zoom=stop.zoom, talk=talk)
    twin.draw(seen, stories.kinds(here.atlas, stop))


def _words(here: Desk, story: Story, stop: Stop) -> None:
    lang, words = here.view.lang, here.words
    following = story.stop[here.view.stop : here.view.stop + 1]
    markup.put(
        "stop",
        headline=stop.headline[lang],
        figures=[figure(here.atlas, fact, lang) for fact in stories.figures(here.atlas, stop)],
        entries=stories.entries(here.atlas, stop),
        lang=lang,
        notes=stop.notes[lang],
        over=here.view.over,
        keys=[(words(f"key.{key}-keys"), words(f"key.{key}")) for key in KEYS],
        progress=words("talk.progress", n=here.view.stop, total=len(story.stop)),
        following=words("talk.next", title=following[0].headline[lang]) if following else words("talk.end"),
        words=words,
    )


def choose(here: Desk) -> None:
    """Before the talk: which story, in which theme, by hand or by itself."""
    names = {story.id: story.name[here.view.lang] for story in here.atlas.stories}
    chosen = here.view.story or next(iter(names))
    _choice(here, "story", list(names), names, chosen)
    _choice(here, "theme", list(THEMES), here.words.below("theme"), here.view.theme)
    st.session_state["w-seconds"] = here.view.seconds
    st.number_input(
        here.words("talk.seconds"),
        min_value=0,
        max_value=LONGEST,
        step=5,
        key="w-seconds",
        on_change=lambda: session.change(seconds=int(st.session_state["w-seconds"])),
    )
    begin = {"story": chosen, "stop": 1, "over": ""}
    st.button(
        here.words("talk.begin"), key="w-begin", type="primary", on_click=session.change, kwargs=begin, width="stretch"
    )


def _choice(here: Desk, name: str, options: list[str], labels: dict[str, str], value: str) -> None:
    key = f"w-{name}"
    st.session_state[key] = value
    st.segmented_control(
        here.words(f"talk.{name}"),
        options,
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: session.change(**{name: st.session_state[key] or value}),
        width="stretch",
    )


def outline(here: Desk) -> None:
    """The stops of the chosen story; choosing one begins there."""
    story = next((s for s in here.atlas.stories if s.id == here.view.story), here.atlas.stories[0])
    st.markdown(f"**{here.words('talk.stops', n=len(story.stop))}**")
    with st.container(key="names-stops", gap=None):
        for number, stop in enumerate(story.stop, 1):
            st.button(
                f"{number} {markup.plain(stop.headline[here.view.lang])}",
                key=f"stop-{number}",
                on_click=session.change,
                kwargs={"story": story.id, "stop": number, "over": ""},
                type="tertiary",
                width="stretch",
            )


def keys(here: Desk) -> None:
    """What the keys do."""
    rows = [(here.words(f"key.{key}-keys"), here.words(f"key.{key}")) for key in KEYS]
    markup.put("list", title=here.words("talk.keys"), text="", rows=rows)
