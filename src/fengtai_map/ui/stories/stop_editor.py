"""The stops of one story: a list, and the one that is chosen, with everything that can be changed of it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class TextBox:
    """Where a text of a stop is typed: the key of its widget, and the round in which it was drawn."""

    number: int
    field: str
    lang: str
    key: str
    drawn: int


def draw(ctx: PageContext, story: Story, gone: Collection[str]) -> None:
    """The list of stops, and beside it the chosen one. `gone` are the numbers of stops that name what is no more."""
    if not story.stop:
        markup.put("said", text=ctx.words("story.empty"))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        number = _listed(ctx, story, gone)
        boxes = _boxes(ctx.lang, story, number)
        _moves(ctx, story, number, boxes)
    with right:
        _shown(ctx, story, number)
        for box in boxes:
            _text(ctx, story, box)


def round_of(story: Story) -> str:
    """In the key of a widget: a text box of another stop, or of another state of the story, is another one."""
    kept = kept_stories.kept().get(story.id)
    return f"{story.id}-{kept.change if kept else 0}-{_round()}"


def _round() -> int:
    return int(st.session_state.get("story-round", 0))


def anew() -> None:
    """Stops have other numbers now: what stands in a text box is asked for anew."""
    st.session_state["story-round"] = _round() + 1


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


def _moves(ctx: PageContext, story: Story, number: int, boxes: Sequence[TextBox]) -> None:
    """What can be done with the chosen stop, a button each."""
    words, stop = ctx.words, story.stop[number - 1]
    last = len(story.stop)
    deeds: Sequence[tuple[str, str, bool, Callable[[Story], tuple[Story, int]]]] = (
        ("up", "↑", number == 1, lambda now: story_edits.moved(now, number, -1)),
        ("down", "↓", number == last, lambda now: story_edits.moved(now, number, 1)),
        ("show" if stop.hidden else "hide", "", False, lambda now: (story_edits.turned(now, number), number)),
        ("double", "", False, lambda now: (story_edits.doubled(now, number), number + 1)),
        ("delete", "", False, lambda now: (story_edits.dropped(now, number), min(number, last - 1))),
    )
    with st.container(horizontal=True, gap="small", key="stop-moves"):
        for name, sign, idle, deed in deeds:
            label = f"{sign} {words(f'story.{name}')}".strip()
            st.button(label, key=f"w-stop-{name}", disabled=idle, on_click=_do, args=(story, boxes, deed))


def _do(drawn: Story, boxes: Sequence[TextBox], deed: Callable[[Story], tuple[Story, int]]) -> None:
    for box in boxes:  # what was typed right before the press comes with it, in any order
        _write(drawn, box)
    story, number = deed(kept_stories.in_hand(drawn))
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


def _boxes(first: str, story: Story, number: int) -> Sequence[TextBox]:
    """Headline, notes and caveats in both languages, the reader's first."""
    langs, end = (first, *(one for one in LANGUAGES if one != first)), f"{number}-{round_of(story)}"
    return [TextBox(number, field, lang, f"w-{field}-{lang}-{end}", _round()) for lang in langs for field in WRITTEN]


def _text(ctx: PageContext, story: Story, box: TextBox) -> None:
    label = ctx.words("story.field", field=ctx.words(f"story.{box.field}"), lang=ctx.words(f"story.lang-{box.lang}"))
    text, most, args = _held(story, box)[box.lang], MAX_CHARS[box.field], (story, box)
    if box.field == "headline":
        st.text_input(label, text, key=box.key, max_chars=most, on_change=_write, args=args)
    else:
        st.text_area(label, text, height=96, key=box.key, max_chars=most, on_change=_write, args=args)


def _held(story: Story, box: TextBox) -> dict[str, str]:
    held: Text | None = getattr(story.stop[box.number - 1], box.field)
    return held.model_dump() if held else dict.fromkeys(LANGUAGES, "")


def _write(drawn: Story, box: TextBox) -> None:
    """A text as it was typed; an empty headline in one language stays empty, as the other has it."""
    typed = str(st.session_state[box.key])
    if box.drawn != _round() or typed == _held(drawn, box)[box.lang]:
        return
    story = kept_stories.in_hand(drawn)
    said = {**_held(story, box), box.lang: readable(typed)}
    text = None if box.field == "caveats" and not any(said.values()) else Text(**said)
    stop = story.stop[box.number - 1].model_copy(update={box.field: text})
    kept_stories.changed(story_edits.put(story, box.number, stop))
