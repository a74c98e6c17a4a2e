"""What exported files are called: the map, the page, the selection or filter, the language, the day of the export."""

import re

from fengtai_map.export.minutes import Minutes
from fengtai_map.model import Atlas, Story
from fengtai_map.view.url import View

UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')  # what a file system refuses, and spaces, which a mail breaks
CHOSEN, LONGEST = 3, 90  # clusters that are named; characters before language and day


def of_view(atlas: Atlas, view: View, page: str, day: str, suffix: str) -> str:
    """The name of a file of a page: fengtai-总览-丽泽-zh-2026-11-26.pptx.

    >>> of_view(atlas, View(clusters=("lize",)), "hubs", "2026-01-31", "pptx")
    'fengtai-交通枢纽-丽泽-zh-2026-01-31.pptx'
    """
    words = atlas.words[view.lang]
    chosen = [cluster.short[view.lang] for cluster in atlas.clusters if cluster.id in view.clusters]
    if len(chosen) > CHOSEN:
        chosen = [words("export.clusters-counted", n=len(chosen))]
    picked = [atlas.name(view.selected, view.lang)] if view.selected in atlas.index else []
    return _joined([words(f"page.{page}.title"), *chosen, *picked], view.lang, day, suffix)


def of_story(story: Story, lang: str, day: str, suffix: str) -> str:
    """The name of a file of a whole story: fengtai-五分钟简介-zh-2026-11-26.pptx."""
    return _joined([story.name[lang]], lang, day, suffix)


def of_minutes(atlas: Atlas, minutes: Minutes, lang: str, suffix: str) -> str:
    """The name of the minutes of a meeting, of its day: fengtai-会议批注记录-五分钟简介-zh-2026-11-26.docx."""
    return _joined([atlas.words[lang]("remark.minutes"), minutes.story], lang, minutes.day, suffix)


def _joined(parts: list[str], lang: str, day: str, suffix: str) -> str:
    said = "-".join(UNFIT.sub("-", part).strip("-.") for part in ("fengtai", *parts))
    return f"{said[:LONGEST].rstrip('-.')}-{lang}-{day}.{suffix}"
