"""Which 街镇 belong to which cluster, by a list in a workbook or CSV: a column of 街镇 and one of clusters."""

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomlkit

from fengtai_map.data.replace.proposal import LayerChange, Proposal
from fengtai_map.data.replace.read import table_of
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem

SUBDISTRICT, CLUSTER = ("街镇", "街道", "名称", "subdistrict", "street"), ("组团", "功能组团", "所属组团", "cluster")


def propose_members(root: Path, atlas: Atlas, file: Path) -> Proposal:
    """The membership of a list. Every 街镇 has to stand in it once, in a cluster of the release."""
    table, problems = table_of(file, atlas.upload.limits, known=(*SUBDISTRICT, *CLUSTER))
    heads = {name.strip().casefold(): at for at, name in enumerate(table.head)}
    at = [next((heads[name] for name in names if name in heads), None) for names in (SUBDISTRICT, CLUSTER)]
    if problems or None in at:
        missing = Problem("official-field", file.name, "", {"fields": f"{SUBDISTRICT[0]}, {CLUSTER[0]}"})
        return Proposal(problems=problems or (missing,))
    pairs = [(row[at[0] or 0].strip(), row[at[1] or 0].strip()) for row in table.rows if any(row)]
    problems = tuple(_problems(atlas, file.name, pairs))
    if problems:
        return Proposal(problems=problems)
    return _proposal(root, atlas, {subdistrict: _cluster(atlas)[name.casefold()] for subdistrict, name in pairs})


def _cluster(atlas: Atlas) -> Mapping[str, str]:
    names = ((name, one.id) for one in atlas.clusters for name in (one.id, one.name.zh, one.name.en, *one.aliases))
    return {name.casefold(): id_ for name, id_ in names}


def _problems(atlas: Atlas, file: str, pairs: list[tuple[str, str]]) -> Iterator[Problem]:
    subdistricts, clusters = [subdistrict.name.zh for subdistrict in atlas.subdistricts], _cluster(atlas)
    seen: set[str] = set()
    for subdistrict, cluster in pairs:
        if subdistrict in seen:
            yield Problem("official-twice", file, subdistrict)
        seen.add(subdistrict)
        for name, known in ((subdistrict, subdistricts), (cluster.casefold(), list(clusters))):
            if name not in known:
                yield unknown(file, name, known)
    for subdistrict in subdistricts:
        if subdistrict not in seen:
            yield Problem("official-missing", file, subdistrict)


def unknown(file: str, name: str, known: list[str]) -> Problem:
    """The report of a name that nobody knows, with the nearest that somebody does.

    >>> unknown("members.xlsx", "太平桥", ["太平桥街道"]).code
    'official-unknown'
    """
    near = next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.4)), "-")
    return Problem("official-unknown", file, name[:40], {"near": near})


def _proposal(root: Path, atlas: Atlas, wanted: Mapping[str, str]) -> Proposal:
    """The file of the clusters with its comments as they are and new members; a change for each 街镇 that moves."""
    name = f"release/{atlas.release.id}/clusters.toml"
    held = tomlkit.parse((root / name).read_text(encoding="utf-8"))
    for row in held["cluster"]:
        row["members"] = [subdistrict for subdistrict, cluster in wanted.items() if cluster == row["id"]]
    moves = [subdistrict for subdistrict in atlas.subdistricts if wanted[subdistrict.name.zh] != subdistrict.cluster]
    changes = tuple(
        LayerChange(
            "moved",
            {
                "name": subdistrict.name.zh,
                "before": atlas.name(subdistrict.cluster, "zh"),
                "after": atlas.name(wanted[subdistrict.name.zh], "zh"),
            },
        )
        for subdistrict in moves
    )
    return Proposal({name: tomlkit.dumps(held)} if moves else {}, changes)
