"""Name, reason and a button: what was seen is what is done. A store that has changed since is shown and asked again.

The form is of one state of the store and one list of changes: both are in its key. A click on a form that was drawn
before is a click on another form, does nothing, and is answered.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from fengtai_map.i18n import described, readable
from fengtai_map.problems import Problem
from fengtai_map.ui import markup, permissions
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.store import StaleVersion, StoreError

NAMED = 5  # changes of others that are named
Act = Callable[[str, str], object]


@dataclass(frozen=True)
class Shown:
    """What a reader is shown before they sign: which deed, at which version of the store, the digest of its changes.

    `story` is the id of the story that is to be changed: the version is then that of its last change.
    """

    deed: str
    version: int
    digest: str = ""
    story: str = ""


def sign(ctx: PageContext, shown: Shown, act: Act, label: str, *, idle: bool = False) -> None:
    """Name, reason and a button that does what was shown, or nothing.

    `act` takes name and reason and expects the version that was shown. A reader who may not change anything is told
    why instead.
    """
    editor = permissions.editor()
    if not may(ctx, shown.deed):
        return
    pressed = _pressed_before(shown)
    _meanwhile(ctx, shown, asked_again=pressed is not None)
    with st.form(f"sign-{shown.deed}-{shown.version}-{shown.digest}", border=True):
        who = editor.name or _text(ctx, "who", shown.deed, 80)
        reason = _text(ctx, "reason", shown.deed, 200)
        key = f"do-{shown.deed}-{shown.version}-{shown.digest}"
        if st.form_submit_button(label, type="primary", disabled=idle, key=key, on_click=_press, args=(shown,)):
            _do(ctx, shown, lambda: act(who.strip(), reason.strip()))


def begun(deed: str, version: int) -> None:
    """What is signed was begun at this version, before anything was shown."""
    _seen().setdefault(deed, Shown(deed, version))


def forget(deed: str) -> None:
    """What was shown of a deed is over: it was done, or is no longer wanted."""
    _seen().pop(deed, None)


def refused(ctx: PageContext, problems: tuple[Problem, ...]) -> None:
    """What the store has refused, in the reader's words."""
    for problem in store.away(problems) if permissions.editor().why else problems:
        st.error(markup.plain(" — ".join(described(ctx.words, problem))))


def may(ctx: PageContext, deed: str) -> bool:
    """Whether the reader may change anything; who may not learns why."""
    why = permissions.editor().why
    if why:
        st.info(ctx.words(f"rights.{why}"))
    if why == "sign-in":
        st.button(ctx.words("rights.enter"), on_click=st.login, key=f"login-{deed}")
    return not why


def _text(ctx: PageContext, name: str, deed: str, longest: int) -> str:
    """A line of the form; the name is the one that was signed with before."""
    key = f"{name}-{deed}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(f"last-{name}", "")
    return st.text_input(ctx.words(f"applying.{name}"), key=key, max_chars=longest)


def _press(shown: Shown) -> None:
    st.session_state.pressed = shown


def _pressed_before(shown: Shown) -> Shown | None:
    """The form of this deed that was pressed in this run, where it is not the one that is drawn now."""
    pressed: Shown | None = st.session_state.get("pressed")
    if pressed is None or pressed.deed != shown.deed:
        return None
    del st.session_state.pressed
    return pressed if pressed != shown else None


def _seen() -> dict[str, Shown]:
    """What was shown of each deed when the reader last had a say."""
    seen: dict[str, Shown] = st.session_state.setdefault("seen", {})
    return seen


def _meanwhile(ctx: PageContext, shown: Shown, *, asked_again: bool) -> None:
    """That others have changed the store since it was shown, who and what; the click that came too late did nothing."""
    first = _seen().setdefault(shown.deed, shown)
    if first.version == shown.version:
        _seen()[shown.deed] = shown
        if asked_again:
            st.warning(ctx.words("applying.again"), icon="⚠️")
        return
    words = ctx.words
    if shown.story:
        _story_meanwhile(ctx, shown, first)
        return
    made = store.since(first.version)
    said = [words("applying.meanwhile-asked" if asked_again else "applying.meanwhile")]
    for one in made[:NAMED]:
        many = {name: f"{getattr(one, name):,}" for name in ("added", "changed", "removed")}
        counts = words("history.counts", **many)
        said.append(words("applying.by", who=readable(one.who), n=one.id, counts=counts, reason=readable(one.reason)))
    if len(made) > NAMED:
        said.append(words("applying.by-more", n=f"{len(made) - NAMED:,}"))
    markup.put("meanwhile", lines=said, asked=asked_again)


def _story_meanwhile(ctx: PageContext, shown: Shown, first: Shown) -> None:
    """As above, of a story: whoever signs now puts theirs in the place of it."""
    made = store.store().story_since(shown.story, first.version)[:NAMED]
    by = [ctx.words("story.by", who=readable(one.who), n=one.id, reason=readable(one.reason)) for one in made]
    markup.put("meanwhile", lines=[ctx.words("story.meanwhile"), *by], asked=True)


def _do(ctx: PageContext, shown: Shown, act: Callable[[], object]) -> None:
    try:
        act()
    except StaleVersion:
        st.session_state.pressed = shown
        st.rerun()
    except StoreError as error:
        refused(ctx, error.problems)
        return
    forget(shown.deed)
    st.session_state["last-who"] = st.session_state.get(f"who-{shown.deed}", "")
    st.session_state.pop(f"reason-{shown.deed}", None)
    st.rerun()
