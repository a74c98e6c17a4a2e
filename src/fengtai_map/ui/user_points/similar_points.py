"""Rows that may be a kept point under another name, at another place or of another kind: one table to say which are."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.model import UserPoint
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import differences, kinds
from fengtai_map.ui.user_points.file_state import BroughtFiles
from fengtai_map.user_points.upload import Alike

ROW = 35  # pixels
HIGHEST = 12  # rows in sight
Pairs = frozenset[tuple[str, str]]


def accepted(ctx: PageContext, brought: BroughtFiles, pairs: Sequence[Alike], belongs: str) -> Pairs:
    """The pairs that are one point each, by old and new id, as the table says them.

    Offered as one where that is likely and the old point is of no other list, or has the very same name there; a hand
    corrects it.
    """
    if not pairs:
        return frozenset()
    said: dict[tuple[str, str], bool] = brought.said.setdefault("alike", {})
    for one in pairs:
        said.setdefault((one.old.id, one.new.id), one.sure and _offered(one, belongs))
    words = ctx.words
    markup.put("question", title=words("incoming.ask.alike", n=f"{len(pairs):,}"), text=words("incoming.why.alike"))
    answers = _table(ctx, brought, pairs, said)
    said.update({(one.old.id, one.new.id): same for one, same in zip(pairs, answers, strict=True)})
    return frozenset(pair for one in pairs if said[pair := (one.old.id, one.new.id)])


def _offered(one: Alike, belongs: str) -> bool:
    return one.why == "shared" or one.old.of_list("") or one.old.of_list(belongs)


def _table(
    ctx: PageContext, brought: BroughtFiles, pairs: Sequence[Alike], said: dict[tuple[str, str], bool]
) -> list[bool]:
    """What each row of the table says. The widget adds its edits to what it was given first, so that stays the same."""
    words = ctx.words
    stamp = hash(tuple((one.old.id, one.new.id) for one in pairs)) & 0xFFFFFF
    key, first = f"w-alike-{brought.number}-{stamp:x}-{ctx.lang}", f"alike-first-{stamp}-{ctx.lang}"
    if key not in st.session_state or first not in brought.said:
        brought.said[first] = [said[one.old.id, one.new.id] for one in pairs]
    rows = [
        (given, words(f"incoming.alike.{one.why}"), _point(ctx, one.old), _point(ctx, one.new))
        for given, one in zip(brought.said[first], pairs, strict=True)
    ]
    names = [words(f"incoming.alike.head.{name}") for name in ("same", "why", "old", "new")]
    edited = st.data_editor(
        pd.DataFrame(rows, columns=names),
        key=key,
        hide_index=True,
        disabled=names[1:],
        height=min(len(rows) + 1, HIGHEST) * ROW + 3,
        column_config={names[0]: st.column_config.CheckboxColumn(width="small")},
    )
    return [bool(one) for one in edited[names[0]]]


def _point(ctx: PageContext, point: UserPoint) -> str:
    name = readable(point.name[ctx.lang])
    return f"{name} · {kinds.name(ctx, point.kind)} · {differences.at(point)}"
