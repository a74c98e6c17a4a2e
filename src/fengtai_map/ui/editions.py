"""Two releases: which ones, what became of each figure, and how the clusters were regrouped."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from fengtai_map.model import ClusterRow, Edition, Fact
from fengtai_map.panels import editions
from fengtai_map.panels.editions import RATIOS, Change
from fengtai_map.panels.figures import amount, period
from fengtai_map.panels.schemes import ClusterChange, Move, regrouping
from fengtai_map.ui import markup, session
from fengtai_map.ui.desk import Desk

SIGNS = {"rose": "+", "fell": "−"}


@dataclass(frozen=True)
class Said:
    """A figure as one release has it: as printed, its status and period, its words and where they stand."""

    printed: str
    about: str
    quote: str
    where: str


@dataclass(frozen=True)
class Row:
    """A figure in two releases in the reader's language; `change` says what became of it, `note` in small what else."""

    id: str
    label: str
    topic: str
    older: Said | None
    newer: Said | None
    change: str
    note: str


def draw(here: Desk) -> None:
    """The comparison with the earlier release of the View; what the release holds where there is no earlier one."""
    older, newer = editions.against(here.atlas, here.view.against), editions.newest(here.atlas)
    if older is None:
        _alone(here, newer)
        return
    _pair(here, older, newer)
    made = editions.changes(older, newer)
    groups = editions.by_result(one for one in made if here.view.shows(one.fact.status))
    _filter(here, {result: len(group) for result, group in groups.items()})
    days = [_day(here, one) for one in (older, newer)]
    for result, group in groups.items():
        if here.view.change in ("", result):
            title = f"{here.words(f'change.{result}')} · {len(group)}"
            rows = [_row(here, one, older, newer) for one in group]
            markup.put("editions", title=title, result=result, days=days, rows=rows, words=here.words)
    if not here.view.change:
        _clusters(here, regrouping(older, newer), days)


def _alone(here: Desk, only: Edition) -> None:
    """One release: what it is, and how many figures it has of each topic."""
    st.info(here.words("editions.alone"))
    counts = Counter(fact.topic for fact in only.facts)
    rows = [(here.words(f"topic.{topic}"), str(n)) for topic, n in counts.items()]
    title = f"{only.release.title[here.view.lang]} · {_day(here, only)}"
    held = here.words("editions.held", facts=len(only.facts), clusters=len(only.clusters))
    markup.put("card", title=title, kind="", rows=rows, notes=[held], number="", colour="")


def _pair(here: Desk, older: Edition, newer: Edition) -> None:
    """Which two are compared; a choice where there are several earlier ones."""
    titles = [f"{_day(here, one)}  {one.release.title[here.view.lang]}" for one in (older, newer)]
    markup.put("said", text=here.words("editions.pair", older=titles[0], newer=titles[1]))
    if len(here.atlas.earlier) > 1:
        days = {one.release.id: _day(here, one) for one in here.atlas.earlier}
        st.session_state["w-against"] = older.release.id
        st.selectbox(
            here.words("editions.against"),
            list(days),
            format_func=days.__getitem__,
            key="w-against",
            on_change=lambda: session.change(against=st.session_state["w-against"]),
        )


def _filter(here: Desk, counts: dict[str, int]) -> None:
    """The choice of one sort of change; nothing chosen shows all."""
    st.session_state["w-change"] = here.view.change if here.view.change in counts else None
    st.pills(
        here.words("editions.filter"),
        list(counts),
        format_func=lambda result: f"{here.words(f'change.{result}')} {counts[result]}",
        key="w-change",
        on_change=lambda: session.change(change=st.session_state["w-change"] or ""),
    )


def _day(here: Desk, edition: Edition) -> str:
    return period(here.atlas, edition.release.date.isoformat(), here.view.lang)


def _row(here: Desk, one: Change, older: Edition, newer: Edition) -> Row:
    return Row(
        id=one.id,
        label=one.fact.label[here.view.lang],
        topic=here.words(f"topic.{one.fact.topic}"),
        older=_said(here, one.older, older),
        newer=_said(here, one.newer, newer),
        change=_change(here, one),
        note=_note(here, one),
    )


def _said(here: Desk, fact: Fact | None, edition: Edition) -> Said | None:
    """A figure of a release; that it is the state at the release goes without saying."""
    if fact is None:
        return None
    state = fact.period == edition.release.date.isoformat()
    about = [here.words(f"status.{fact.status}"), *([] if state else [period(here.atlas, fact.period, here.view.lang)])]
    return Said(
        printed=_printed(here, fact),
        about=" · ".join(about),
        quote=fact.quote,
        where=here.words("figure.paragraph", locator=fact.locator),
    )


def _printed(here: Desk, fact: Fact) -> str:
    return " ".join(amount(here.atlas, fact, here.view.lang)).strip()


def _change(here: Desk, one: Change) -> str:
    """What became of a figure: by how much it rose or fell and how sure that is, or why nobody can say."""
    if one.result == "incomparable":
        return here.words(f"editions.reason-{one.reason}")
    if one.newer is None or one.difference is None:
        return here.words(f"change.{one.result}")
    if one.result == "same":
        return here.words("change.same")
    unit = RATIOS[1] if one.newer.unit in RATIOS else one.newer.unit
    size = {"value": abs(float(one.difference)), "unit": unit, "bound": "exact"}
    printed = _printed(here, one.newer.model_copy(update=size))
    return here.words(f"editions.by-{one.sureness}", n=f"{SIGNS[one.result]}{printed}")


def _note(here: Desk, one: Change) -> str:
    """The growth rate where there is one, else that a printed bound makes the change a rough one."""
    if one.share is not None:
        return f"{one.share:+.1%}".replace("-", "−")
    return here.words("editions.rough") if one.sureness == "about" else ""


def _clusters(here: Desk, made: Sequence[ClusterChange], days: list[str]) -> None:
    """What became of each cluster, and which 街镇 moved."""
    rows = [
        (
            *(_name(here, one) for one in (change.older, change.newer)),
            here.words(f"scheme.{change.result}"),
            [*_moves(here, "from", change.arrived), *_moves(here, "to", change.left)],
        )
        for change in made
    ]
    markup.put("schemes", days=days, rows=rows, words=here.words)


def _name(here: Desk, cluster: ClusterRow | None) -> str:
    return f"{cluster.order} {cluster.name[here.view.lang]}" if cluster else ""


def _moves(here: Desk, way: str, moves: tuple[Move, ...]) -> list[str]:
    """The 街镇 that came from or went to each cluster, a line each."""
    names = {street.name.zh: street.name[here.view.lang] for street in here.atlas.streets}
    clusters: dict[str, list[str]] = {}
    for move in moves:
        cluster = move.cluster.name[here.view.lang] if move.cluster else here.words("table.unknown")
        clusters.setdefault(cluster, []).append(names[move.street])
    comma = here.words("list.comma")
    return [here.words(f"editions.{way}", cluster=name, streets=comma.join(some)) for name, some in clusters.items()]
