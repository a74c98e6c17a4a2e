"""A story with one thing changed: the stop that is named, counted from 1, moved, doubled, dropped or put anew."""

from fengtai_map.model import Stop, Story


def moved(story: Story, number: int, by: int) -> tuple[Story, int]:
    """The story with a stop one place up (-1) or down (1), and where it stands; as it is at either end."""
    to = number + by
    if not 1 <= to <= len(story.stop):
        return story, number
    stops = list(story.stop)
    stops[number - 1], stops[to - 1] = stops[to - 1], stops[number - 1]
    return _having(story, stops), to


def doubled(story: Story, number: int) -> Story:
    """The story with a stop twice, the second right behind the first."""
    return _having(story, [*story.stop[:number], story.stop[number - 1], *story.stop[number:]])


def dropped(story: Story, number: int) -> Story:
    """The story without a stop."""
    return _having(story, [*story.stop[: number - 1], *story.stop[number:]])


def put(story: Story, number: int, stop: Stop) -> Story:
    """The story with another stop in the place of one."""
    return _having(story, [*story.stop[: number - 1], stop, *story.stop[number:]])


def _having(story: Story, stops: list[Stop]) -> Story:
    return story.model_copy(update={"stop": tuple(stops)})
