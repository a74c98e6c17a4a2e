"""One story as one small file: written for a machine without our store, and read as text from outside."""

import json
from typing import Literal

from pydantic import ValidationError

from fengtai_map.data.load.syntax import json_value
from fengtai_map.data.load.validation import problem_of, validated
from fengtai_map.i18n import Text
from fengtai_map.model import Record, Story
from fengtai_map.problems import Problem
from fengtai_map.reasons import of_reading

MAX_FILE_BYTES = 512_000  # bytes of a file
MAX_STOPS = 60
MAX_CHARS = {"name": 80, "part": 80, "headline": 200, "notes": 4000, "caveats": 2000}  # characters
LISTED = {"clusters": 40, "kinds": 80, "away": 80, "figures": 12, "entries": 40}  # ids


class StoryFile(Record):
    """What stands in such a file."""

    format: Literal["fengtai-story"] = "fengtai-story"
    version: Literal[1] = 1
    story: Story


def story_bytes(story: Story) -> bytes:
    """A story as a file: JSON in UTF-8, two languages. The same story gives the same bytes."""
    body = StoryFile(story=story).model_dump(mode="json", exclude_defaults=True)
    whole = {"format": "fengtai-story", "version": 1, **body}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def read_story(content: bytes, name: str) -> tuple[Story | None, tuple[Problem, ...]]:
    """The story of a file, None and every problem with its place where it cannot be taken as it is."""
    if len(content) > MAX_FILE_BYTES:
        return None, (Problem("story-large", name, "", {"kilobytes": f"{MAX_FILE_BYTES // 1000}"}),)
    try:
        given = json_value(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, (Problem("story-unreadable", name, "", of_reading(error)),)
    if not isinstance(given, dict) or given.get("format") != "fengtai-story":
        return None, (Problem("story-foreign", name, ""),)
    try:
        story = validated(StoryFile, given).story
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, tuple(problem_of(StoryFile, name, _place(error["loc"]), error) for error in errors[:20])
    problems = bounded(story, name)
    return (None, problems) if problems else (story, ())


def _place(path: tuple[int | str, ...]) -> str:
    """The stop that a path of keys leads into, as a reader counts it."""
    stop = next((one for one in path if isinstance(one, int)), None)
    return "" if stop is None or path[:2] != ("story", "stop") else f"#{stop + 1}"


def bounded(story: Story, file: str) -> tuple[Problem, ...]:
    """What is longer than a talk can bear, each with its place."""
    problems = [] if len(story.stop) <= MAX_STOPS else [_refused(file, "", "stop", len(story.stop), MAX_STOPS)]
    problems += [] if story.stop else [Problem("key-missing", file, "", {"key": "stop"})]
    texts = [("", "name", story.name)]
    for number, stop in enumerate(story.stop[: MAX_STOPS + 1], 1):
        place = f"#{number}"
        texts += [(place, key, getattr(stop, key)) for key in MAX_CHARS if key != "name"]
        lists = ((key, len(getattr(stop, key)), most) for key, most in LISTED.items())
        problems += [_refused(file, place, key, many, most) for key, many, most in lists if many > most]
    for place, key, text in texts:
        problems += [_refused(file, place, key, long, MAX_CHARS[key]) for long in _long(text, MAX_CHARS[key])]
    if not any(story.name[lang].strip() for lang in ("zh", "en")):
        problems.append(Problem("key-missing", file, "", {"key": "name"}))
    return tuple(problems)


def _long(text: Text | None, most: int) -> list[int]:
    longest = max(len(text.zh), len(text.en)) if text else 0
    return [longest] if longest > most else []


def _refused(file: str, place: str, key: str, many: int, most: int) -> Problem:
    return Problem("value-refused", file, place, {"key": key, "value": f"{many}", "detail": f"≤ {most}"})
