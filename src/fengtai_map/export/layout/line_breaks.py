"""How words break into lines and how high they become, measured in our own typeface with room for what stands in.

A headline is bold: `fitted`, `phrased`, `quoted` and `balanced` are for headlines; `named` and `straggles` for lists.
"""

import re
from collections.abc import Sequence

from fengtai_map.export.image.fonts import LINE, width, wrapped
from fengtai_map.export.layout.items import PX_PER_PT, Box, Line, Run

LEADING = LINE * 1.08  # of a line, in the size of its type: a little more than our own typeface needs
SPARE = {True: 1.07, False: 1.04}  # of a width, bold or not: what stands in for our typeface may be wider
SIGN = re.compile(r"(?<=.)(?:[，、。：；！？]|[,:;](?= ))")  # a comma inside of a number is none
PHRASE = re.compile(r".+?(?:[，、。：；！？][”’》]?|$)")
QUOTED = re.compile(r"[“《（].*?[”》）][，、。：；！？]?|[^“《（]+")
NAME = re.compile(r".+?(?:[、。]|$)")
# Behind a word that joins two long parts, or before what is added in brackets at its end
JOINED = re.compile(r"(?<=.{3}[^共参普涉][和与及])(?![国平谐睦时])(?=.{4})|(?<=.{4})(?=（[^（）]+）$)")
STRAGGLER = 2  # signs: so few are no line of their own
HAN = re.compile("[\u4e00-\u9fff]")


def lines_of(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """How many lines a text of so many points takes in a width in pixels."""
    if not text:
        return 0
    return sum(len(wrapped(part or " ", size * PX_PER_PT * SPARE[bold], room)) for part in text.split("\n"))


def high(runs: Sequence[Run], room: float) -> float:
    """How many pixels high a paragraph becomes; what stands behind its first run counts as one text with it."""
    size = max(run.size for run in runs)
    return lines_of_runs(runs, room) * size * PX_PER_PT * LEADING


def lines_of_runs(runs: Sequence[Run], room: float) -> int:
    """How many lines a paragraph takes in a width in pixels, as a text in the mean of its sizes."""
    text = "".join(run.text for run in runs)
    mean = sum(len(run.text) * run.size for run in runs) / max(1, len(text))
    return lines_of(text, mean, room, bold=runs[0].bold)


def tall(lines: Sequence[Line], room: float, gap: float = 0) -> float:
    """How many pixels high paragraphs become."""
    return sum(high(line, room) for line in lines) + gap * PX_PER_PT * max(0, len(lines) - 1)


def named(text: str, size: float, room: float) -> str:
    """A line with its breaks: a name or sentence stays whole where it can, as on screen, else ends where it joins."""
    if not HAN.search(text):
        return text
    px = size * PX_PER_PT * SPARE[False]
    parts = [part for name in NAME.findall(text) for part in _parted(name, px, room)]
    return "\n".join(filled(parts, px, room, bold=False))


def _parted(name: str, px: float, room: float) -> list[str]:
    """A name that is too long for a line as the two parts that it joins, where both then fit."""
    if width(name, px) <= room:
        return [name]
    pairs = [[name[: found.start()], name[found.start() :]] for found in JOINED.finditer(name)]
    fits = [pair for pair in pairs if all(width(part, px) <= room for part in pair)]
    return min(fits, key=lambda pair: max(width(part, px) for part in pair), default=[name])


def straggles(text: str, size: float, room: float, *, bold: bool = False) -> bool:
    """Whether a line would be left with a sign or two: half a word, as often as not."""
    lines = [wrapped(part, size * PX_PER_PT * SPARE[bold], room) for part in text.split("\n")]
    return any(len(one) > 1 and len(one[-1]) <= STRAGGLER for one in lines)


def fitted(text: str, box: Box, sizes: Sequence[float], most: int = 3) -> tuple[str, float]:
    """A headline with its breaks, and the largest of the sizes at which it fits into the box, else the least.

    A headline that can be broken behind its signs alone is set smaller rather than torn inside of a word, and one that
    can not be is torn outside of what it quotes.
    """
    for how in (phrased, quoted, balanced):
        for size in sizes:
            parts = how(text, size, box.w)
            if parts and len(parts) <= most and len(parts) * size * PX_PER_PT * LEADING <= box.h + 1:
                return "\n".join(parts), size
    return "\n".join(balanced(text, sizes[-1], box.w)), sizes[-1]


def phrased(text: str, size: float, room: float) -> list[str]:
    """A text in lines that end behind a sign (between words where there are spaces); none where one does not fit."""
    px = size * PX_PER_PT * SPARE[True]
    if width(text, px, bold=True) <= room:
        return [text]
    if HAN.search(text) is None:
        return balanced(text, size, room)
    lines = filled(PHRASE.findall(text), px, room)
    fits = all(width(line, px, bold=True) <= room for line in lines)
    return lines if fits else []


def quoted(text: str, size: float, room: float) -> list[str]:
    """The same, and a phrase that is too long for a line broken before and behind what it quotes, else evenly."""
    px = size * PX_PER_PT * SPARE[True]
    if HAN.search(text) is None:
        return balanced(text, size, room)
    parts: list[str] = []
    for phrase in PHRASE.findall(text):
        whole = width(phrase, px, bold=True) <= room
        for part in [phrase] if whole else QUOTED.findall(phrase):
            parts += balanced(part, size, room)
    return filled(parts, px, room)


def filled(parts: Sequence[str], px: float, room: float, *, bold: bool = True) -> list[str]:
    """Lines of as many parts as find room in each."""
    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1] + part, px, bold=bold) <= room:
            lines[-1] += part
        else:
            lines.append(part)
    return lines


def balanced(text: str, size: float, room: float) -> list[str]:
    """A text in as few lines as it needs, broken behind a sign where both parts then fit, else as evenly as may be."""
    px = size * PX_PER_PT * SPARE[True]
    if width(text, px, bold=True) <= room:
        return [text]
    ends = [match.end() for match in SIGN.finditer(text) if match.end() < len(text)]
    halves = [(text[:at].rstrip(), text[at:].lstrip()) for at in ends if text[at : at + 1] not in "”’》"]
    fits = [pair for pair in halves if all(width(part, px, bold=True) <= room for part in pair)]
    if fits:
        return list(min(fits, key=lambda pair: max(width(part, px, bold=True) for part in pair)))
    lines = wrapped(text, px, room)
    narrow = room
    while narrow > room / 2 and len(wrapped(text, px, narrow - 8)) == len(lines):
        narrow -= 8
    return wrapped(text, px, narrow)
