"""The stops of one story: a list, and the one that is chosen, with everything that can be changed of it."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from fengtai_map.content import stories, story_edits
from fengtai_map.content.figures import figure
from fengtai_map.data.checks.story_references import fit, warned
from fengtai_map.data.load.story_file import MAX_CHARS
from fengtai_map.i18n import LANGUAGES, Text, described, readable
from fengtai_map.model import Story
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import kept as kept_stories
from fengtai_map.ui.user_points import store

WRITTEN = ("headline", "notes", "caveats")


def draw(ctx: PageContext, story: Story, gone: Collection[str]) -> None:
    """The list of stops, and beside it the chosen one. `gone` are the numbers of stops that name what is no more."""
    if not story.stop:
        markup.put("said", text=ctx.words("story.empty"))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        number = _listed(ctx, story, gone)
        _moves(ctx, story, number)
    with right:
        _shown(ctx, story, number)
        _texts(ctx, story, number)


def round_of(story: Story) -> str:
    """In the key of a widget: a text box of another stop, or of another state of the story, is another one."""
    kept = kept_stories.kept().get(story.id)
    return f"{story.id}-{kept.change if kept else 0}-{st.session_state.get('story-round', 0)}"


def anew() -> None:
    """Stops have other numbers now: what stands in a text box is asked for anew."""
    st.session_state["story-round"] = st.session_state.get("story-round", 0) + 1


def _listed(ctx: PageContext, story: Story, gone: Collection[str]) -> int:
    """The stops in their order; the number of the chosen one."""
    words, key = ctx.words, f"w-stop-{story.id}"
    numbers = list(range(1, len(story.stop) + 1))
    wanted = st.session_state.pop("stop-wanted", None) or st.session_state.get(key) or 1
    st.session_state[key] = min(wanted, len(numbers))

    def label(number: int) -> str:
        stop = story.stop[number - 1]
        signs = [words("talk.hidden")] if stop.hidden else []
        signs += [words("story.gone-sign")] if str(number) in gone else []
        marks = words("list.comma").join(signs)
        return markup.plain(f"{number}  {readable(stop.headline[ctx.lang])}" + (f" · {marks}" if marks else ""))

    return int(st.radio(words("talk.stops", n=len(numbers)), numbers, key=key, format_func=label) or 1)


def _moves(ctx: PageContext, story: Story, number: int) -> None:
    """What can be done with the chosen stop, a button each."""
    words, stop = ctx.words, story.stop[number - 1]
    last = len(story.stop)
    turned = stop.model_copy(update={"hidden": not stop.hidden})
    deeds: Sequence[tuple[str, str, bool, Callable[[], tuple[Story, int]]]] = (
        ("up", "↑", number == 1, lambda: story_edits.moved(story, number, -1)),
        ("down", "↓", number == last, lambda: story_edits.moved(story, number, 1)),
        ("show" if stop.hidden else "hide", "", False, lambda: (story_edits.put(story, number, turned), number)),
        ("double", "", False, lambda: (story_edits.doubled(story, number), number + 1)),
        ("delete", "", False, lambda: (story_edits.dropped(story, number), min(number, last - 1))),
    )
    with st.container(horizontal=True, gap="small", key="stop-moves"):
        for name, sign, idle, deed in deeds:
            label = f"{sign} {words(f'story.{name}')}".strip()
            st.button(label, key=f"w-stop-{name}", disabled=idle, on_click=_do, args=(deed,))


def _do(deed: Callable[[], tuple[Story, int]]) -> None:
    story, number = deed()
    kept_stories.changed(story)
    st.session_state["stop-wanted"] = number
    anew()


def _shown(ctx: PageContext, story: Story, number: int) -> None:
    """What the stop shows, in words; what is gone, what its headline says too much; and the way to the stop itself."""
    words, lang, stop = ctx.words, ctx.lang, story.stop[number - 1]
    fitted, gone = fit(story.model_copy(update={"stop": (stop,)}), ctx.atlas, store.exists)
    atlas, shown = ctx.atlas, fitted.stop[0]
    comma = words("list.comma")
    names = [atlas.name(name, lang) for name in shown.clusters]
    picture = [comma.join(names) or words("district.name"), store.record_name(atlas, shown.selected, lang)]
    picture += [words("story.at")] if stop.at else []
    picture += (
        [comma.join(words(f"status.{one}") for one in stop.without) + words("story.without")] if stop.without else []
    )
    facts = [figure(atlas, fact, lang) for fact in stories.figures(atlas, shown)]
    rows = [
        (words("story.picture"), " · ".join(one for one in picture if one)),
        (words("export.column-figures"), comma.join(f"{one.label} {one.amount}" for one in facts)),
        (words("export.column-entries"), comma.join(one.name[lang] for one in stories.entries(atlas, shown))),
    ]
    notes = [
        words("story.gone", value=one.particulars["value"], key=words(f"story.key.{one.particulars['key']}"))
        for one in gone
    ]
    notes += [described(words, one)[0] for one in warned(atlas, shown, f"#{number}")]
    if shown.hidden and not stop.hidden:
        notes.append(words("story.skipped"))
    tells = any(one.id == story.id for one in ctx.atlas.stories)
    markup.put(
        "stop",
        rows=[row for row in rows if row[1]],
        notes=notes,
        story=story.id if tells else "",
        stop=number,
        way=words("story.open", n=number),
    )


def _texts(ctx: PageContext, story: Story, number: int) -> None:
    """Headline, notes and caveats in both languages, the reader's first."""
    first = ctx.lang
    for lang in (first, *(one for one in LANGUAGES if one != first)):
        for field in WRITTEN:
            _text(ctx, story, number, field, lang)


def _text(ctx: PageContext, story: Story, number: int, field: str, lang: str) -> None:
    held: Text | None = getattr(story.stop[number - 1], field)
    key = f"w-{field}-{lang}-{number}-{round_of(story)}"
    label = ctx.words("story.field", field=ctx.words(f"story.{field}"), lang=ctx.words(f"story.lang-{lang}"))
    text, most, args = held[lang] if held else "", MAX_CHARS[field], (story.id, number, field, lang, key)
    if field == "headline":
        st.text_input(label, text, key=key, max_chars=most, on_change=_write, args=args)
    else:
        st.text_area(label, text, height=96, key=key, max_chars=most, on_change=_write, args=args)


def _write(name: str, number: int, field: str, lang: str, key: str) -> None:
    """A text as it was typed; an empty headline in one language stays empty, as the other has it."""
    story = next(one for one in kept_stories.stories() if one.id == name)
    stop = story.stop[number - 1]
    held: Text | None = getattr(stop, field)
    said = {**(held.model_dump() if held else dict.fromkeys(LANGUAGES, "")), lang: readable(str(st.session_state[key]))}
    text = None if field == "caveats" and not any(said.values()) else Text(**said)
    kept_stories.changed(story_edits.put(story, number, stop.model_copy(update={field: text})))
