"""Two releases in the reader's words: what became of each figure, and how the clusters were regrouped."""

from collections.abc import Sequence

from fengtai_map.content import release_diff
from fengtai_map.content.cluster_diff import ClusterChange, SubdistrictMove, regrouping
from fengtai_map.content.figures import amount, joined, period
from fengtai_map.content.release_diff import RATIOS, FigureChange
from fengtai_map.content.statements import Json
from fengtai_map.model import Atlas, ClusterRow, Edition, Fact

SIGNS = {"rose": "+", "fell": "−"}


def release_changes(atlas: Atlas, lang: str) -> Json | None:
    """The newest release beside each earlier one, by the id of that one; None where there is no earlier one.

    The browser leaves out rows by their `status`, and counts what is left.
    """
    if not atlas.earlier:
        return None
    return {
        "against": [{"id": one.release.id, "name": _day(atlas, one, lang)} for one in atlas.earlier],
        "of": {one.release.id: _pair(atlas, one, lang) for one in atlas.earlier},
    }


def _pair(atlas: Atlas, older: Edition, lang: str) -> Json:
    words, newer = atlas.words[lang], release_diff.newest(atlas)
    groups = release_diff.by_result(release_diff.figure_changes(older, newer))
    days = [_day(atlas, one, lang) for one in (older, newer)]
    titles = [f"{day}  {one.release.title[lang]}" for day, one in zip(days, (older, newer), strict=True)]
    return {
        "pair": words("editions.pair", older=titles[0], newer=titles[1]),
        "days": days,
        "results": [
            {
                "id": result,
                "name": words(f"change.{result}"),
                "rows": [_row(atlas, one, older, newer, lang=lang) for one in group],
            }
            for result, group in groups.items()
        ],
        "clusters": _clusters(atlas, regrouping(older, newer), lang),
    }


def _day(atlas: Atlas, edition: Edition, lang: str) -> str:
    return period(atlas, edition.release.date.isoformat(), lang)


def _row(atlas: Atlas, one: FigureChange, older: Edition, newer: Edition, *, lang: str) -> Json:
    """A figure in two releases; `change` says what became of it, `note` in small what else."""
    return {
        "id": one.id,
        "label": one.fact.label[lang],
        "topic": atlas.words[lang](f"topic.{one.fact.topic}"),
        "status": one.fact.status,
        "older": _said(atlas, one.older, older, lang),
        "newer": _said(atlas, one.newer, newer, lang),
        "change": _change(atlas, one, lang),
        "note": _note(atlas, one, lang),
    }


def _said(atlas: Atlas, fact: Fact | None, edition: Edition, lang: str) -> Json | None:
    """A figure as one release has it; that it is the state at the release goes without saying."""
    if fact is None:
        return None
    words, state = atlas.words[lang], fact.period in (None, edition.release.date.isoformat())
    about = [words(f"status.{fact.status}"), *([] if state else [period(atlas, fact.period or "", lang)])]
    return {
        "printed": _printed(atlas, fact, lang),
        "about": " · ".join(about),
        "quote": fact.quote,
        "where": next(part.title[lang] for part in edition.release.section if part.id == fact.locator[0]),
    }


def _printed(atlas: Atlas, fact: Fact, lang: str) -> str:
    return joined(*amount(atlas, fact, lang), lang)


def _change(atlas: Atlas, one: FigureChange, lang: str) -> str:
    """What became of a figure: by how much it rose or fell and how sure that is, or why nobody can say."""
    words = atlas.words[lang]
    if one.result == "incomparable":
        return words(f"editions.reason-{one.reason}")
    if one.newer is None or one.difference is None or one.result == "same":
        return words(f"change.{one.result}")
    unit = RATIOS[1] if one.newer.unit in RATIOS else one.newer.unit
    size = {"value": abs(float(one.difference)), "unit": unit, "bound": "exact"}
    printed = _printed(atlas, one.newer.model_copy(update=size), lang)
    return words(f"editions.by-{one.sureness}", n=f"{SIGNS[one.result]}{printed}")


def _note(atlas: Atlas, one: FigureChange, lang: str) -> str:
    """The growth rate where there is one, else that a printed bound makes the change a rough one."""
    if one.share is not None:
        return f"{one.share:+.1%}".replace("-", "−")
    return atlas.words[lang]("editions.rough") if one.sureness == "about" else ""


def _clusters(atlas: Atlas, made: Sequence[ClusterChange], lang: str) -> list[Json]:
    """What became of each cluster, and which 街镇 moved."""
    return [
        {
            "older": _name(change.older, lang),
            "newer": _name(change.newer, lang),
            "id": change.newer.id if change.newer else "",
            "result": change.result,
            "change": atlas.words[lang](f"scheme.{change.result}"),
            "moves": [*_moves(atlas, "from", change.arrived, lang), *_moves(atlas, "to", change.left, lang)],
        }
        for change in made
    ]


def _name(cluster: ClusterRow | None, lang: str) -> str:
    return f"{cluster.order} {cluster.name[lang]}" if cluster else ""


def _moves(atlas: Atlas, way: str, moves: tuple[SubdistrictMove, ...], lang: str) -> list[str]:
    """The 街镇 that came from or went to each cluster, a line each."""
    words = atlas.words[lang]
    names = {subdistrict.name.zh: subdistrict.name[lang] for subdistrict in atlas.subdistricts}
    clusters: dict[str, list[str]] = {}
    for move in moves:
        cluster = move.cluster.name[lang] if move.cluster else words("table.unknown")
        clusters.setdefault(cluster, []).append(names[move.subdistrict])
    comma = words("list.comma")
    return [words(f"editions.{way}", cluster=name, subdistricts=comma.join(some)) for name, some in clusters.items()]
