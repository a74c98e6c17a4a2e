"""What the release says, as the browser needs it: facts, entries, topics, charts, and what they are tied to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fengtai_map.content.figures import figure, gloss, period, scaled, sentence, topics
from fengtai_map.content.status_at import tagged
from fengtai_map.content.timeline import year_of
from fengtai_map.i18n import tied
from fengtai_map.model import Atlas, Chart, Entry, Fact, Later
from fengtai_map.view.url import View

Json = dict[str, Any]


@dataclass(frozen=True)
class RecordLinks:
    """Ids of facts and entries by the cluster or place they concern, in the order of the data.

    The same as `figures.concerning` and `entries_concerning`, for all at once. What concerns a place concerns its
    cluster too; what concerns nothing has no line.
    """

    facts: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, tuple[str, ...]]

    def of(self, name: str) -> Json:
        """What the release says of a cluster, a 街镇 or a place."""
        return {"facts": self.facts.get(name, ()), "entries": self.entries.get(name, ())}


def ties(atlas: Atlas) -> RecordLinks:
    """What everything of the release is tied to."""
    home = {place.id: place.cluster for place in atlas.places if place.cluster}
    return RecordLinks(_tied([fact for fact in atlas.facts if fact.listed], home), _tied(atlas.entries, home))


def _tied(rows: Iterable[Fact | Entry], home: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        around = (home[name] for name in row.places if name in home)
        for name in dict.fromkeys((*row.clusters, *row.places, *around)):
            found.setdefault(name, []).append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


def facts(atlas: Atlas, lang: str) -> list[Json]:
    """Every fact as a Figure, with what stands behind it."""
    return [_fact(atlas, fact, lang) for fact in atlas.facts]


def _fact(atlas: Atlas, fact: Fact, lang: str) -> Json:
    made = figure(atlas, fact, lang)
    return {
        **vars(made),
        "topic_name": atlas.words[lang](f"topic.{made.topic}"),
        "counts": fact.counts or "",
        "listed": fact.listed,
        "clusters": fact.clusters,
        "places": fact.places,
        "place_names": made.places,
    }


def entries(atlas: Atlas, lang: str) -> list[Json]:
    """Every entry with its quote."""
    sections = {section.id: section.title[lang] for section in atlas.release.section}
    return [_entry(atlas, entry, lang, sections) for entry in atlas.entries]


def _entry(atlas: Atlas, entry: Entry, lang: str, sections: Mapping[str, str]) -> Json:
    words = atlas.words[lang]
    return {
        "id": entry.id,
        "kind": entry.kind,
        "kind_name": words(f"entry.{entry.kind}"),
        "name": entry.name[lang],
        "status": entry.status,
        "tag": tagged(entry, View()),
        "tag_now": tagged(entry, View(time="now")),
        "now": entry.now,
        "later": later(atlas, entry.later, lang),
        "period": period(atlas, entry.period, lang) if entry.period else "",
        "year": year_of(entry),
        "quote": entry.quote,
        "gloss": gloss(atlas, entry.name[lang], lang),
        "sentence": sentence(atlas.paragraphs.get(entry.locator, ""), entry.quote),
        "locator": entry.locator,
        "section": sections[entry.locator[0]],
        "note": tied(entry.note[lang]) if entry.note else "",
        "clusters": entry.clusters,
        "places": entry.places,
        "facts": entry.facts,
        "parent": entry.parent,
    }


def later(atlas: Atlas, rows: Iterable[Later], lang: str) -> list[Json]:
    """What became known after the release, in the order of its days."""
    words = atlas.words[lang]
    return [
        {
            "status": one.status,
            "status_name": words(f"status.{one.status}"),
            "as_of": period(atlas, one.as_of, lang),
            "what": tied(one.what[lang]),
            "source": one.source[lang],
            "confidence": words(f"confidence.{one.confidence}"),
        }
        for one in rows
    ]


def topic_names(atlas: Atlas, lang: str) -> list[Json]:
    """The topics in the order of the release."""
    return [{"id": topic, "name": atlas.words[lang](f"topic.{topic}")} for topic in topics(atlas)]


def charts(atlas: Atlas, lang: str) -> list[Json]:
    """The charts: a bar a fact from zero, `share` its part of the longest of all bars.

    Where the browser hides the longest bar, it divides by the longest that is left.
    """
    return [_chart(atlas, chart, lang) for chart in atlas.charts]


def _chart(atlas: Atlas, chart: Chart, lang: str) -> Json:
    by_id = {fact.id: fact for fact in atlas.facts}
    values = {name: scaled(atlas, by_id[name], lang) for name in chart.facts}
    longest = max(values.values(), default=0) or 1
    return {
        "id": chart.id,
        "name": chart.name[lang],
        "topics": list(dict.fromkeys(by_id[name].topic for name in chart.facts)),
        "bars": [{"fact": name, "share": round(value / longest, 4)} for name, value in values.items()],
    }
