"""What clusters are compared by, with what the browser needs to count it itself from points, facts and entries."""

from collections.abc import Iterator

from fengtai_map.content.cluster_comparison import MEASURES, Measure
from fengtai_map.content.statements import Json
from fengtai_map.model import Atlas

NAMES = {"figures": "facts"}  # a measure whose type bears another word


def measures(atlas: Atlas, lang: str) -> list[Json]:
    """The rows of the comparison: `cluster_comparison.MEASURES`, then the distance to each target named one by one.

    `type` says what is counted: "area", "subdistricts", "kind" (points of `kind`), "lines" (of the points inside),
    "facts", "entries", "nearest" (metres to the nearest of `target`, the smallest first). `share` says whether it is
    also shown as a part of the district's, `rank` whether the clusters are ranked by it. `nowhere` is a pattern for
    those in no cluster.
    """
    return [*(_counted(atlas, one, lang) for one in MEASURES), *_nearest(atlas, lang)]


def _counted(atlas: Atlas, measure: Measure, lang: str) -> Json:
    words, nowhere = atlas.words[lang], f"how.{measure.id}-nowhere"
    return {
        "id": measure.id,
        "type": "kind" if measure.kind else NAMES.get(measure.id, measure.id),
        "kind": measure.kind,
        "target": "",
        "label": words(measure.label),
        "how": words(f"how.{measure.id}"),
        "nowhere": words.pattern(nowhere) if nowhere in words else "",
        "unit": words.pattern("compare.area") if measure.id == "area" else "",
        "share": not measure.shared and not measure.partial,
        "rank": measure.ranked,
    }


def _nearest(atlas: Atlas, lang: str) -> Iterator[Json]:
    words = atlas.words[lang]
    for target in (target for target in atlas.targets if target.places):
        yield {
            "id": f"nearest-{target.id}",
            "type": "nearest",
            "kind": "",
            "target": target.id,
            "label": words(f"reach.{target.id}"),
            "how": words("how.nearest"),
            "nowhere": "",
            "unit": "",
            "share": False,
            "rank": True,
        }
