"""Names that nobody can see or tell apart: what is refused, what is put right, and which look alike."""

import json
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache

from fengtai_map.formats.garbled import DITTO

# Radicals that stand for characters, as PDF files give them: U+2E80 to U+2EF3 by EquivalentUnifiedIdeograph.txt of
# Unicode, as far as a name may hold them. Those of Kangxi, U+2F00 to U+2FD5, NFKC knows.
PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻"
    "⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠"
    "⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
FOLDED = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")  # radicals, and characters that stand twice in Unicode
# Signs that nobody sees: controls, what turns its neighbours, private ones, letters without ink (Hangul fillers, the
# blank of Braille), and what only changes the sign before it (variation selectors).
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
# What joins the pictures of a family, or colours a heart: after such a sign it changes nothing that can be told apart.
PICTURES = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff0-9#*"
JOINERS = re.compile(f"(?<=[{PICTURES}])[\u200d\ufe0e\ufe0f]+")
CACHED = 1 << 16  # names: as many as two lists have
STACKED = 3  # marks over each other that no language writes
# Signs of other writings that look like ours.
TWINS = "аaвbеeкkмmнhоoрpсcтtуyхxіiѕsјjԁdαaβbοoρpνvτtκkιiηnμmχxυuロ口エ工カ力タ夕ト卜ニ二ハ八ヘへー一〇0○0"
ALIKE = dict(zip(map(ord, TWINS[::2]), TWINS[1::2], strict=True))
DATED = re.compile(r"\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?( \d{1,2}:\d{2}(:\d{2})?)?")
LOST = re.compile(r"\?{2,}|\ufffd")  # what a program writes for letters that its encoding has not
ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)


def usual(text: str) -> str:
    """A name with one blank between its words, and characters in the place of the radicals that stand for them."""
    said = " ".join(text.split())
    return FOLDED.sub(lambda sign: RADICALS.get(sign[0]) or unicodedata.normalize("NFKC", sign[0]), said)


def plain(text: str) -> str:
    """A name with one blank between its words, without signs of no width at its ends and in its pictures."""
    return JOINERS.sub("", " ".join(text.split()).strip("\u200b\ufeff"))


def unseen(text: str) -> bool:
    """Whether a text holds signs that nobody sees."""
    return bool(UNSEEN.search(text))


def seen(text: str) -> str:
    """A text without the signs that nobody sees."""
    return UNSEEN.sub("", text)


def stacked(text: str) -> bool:
    """Whether a text holds a stack of marks over one letter."""
    run = 0
    for sign in "" if text.isascii() else unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if run >= STACKED:
            return True
    return False


@lru_cache(maxsize=CACHED)
def plainly(text: str) -> str:
    """A name without what people write differently: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", usual(text)).casefold().split())


@lru_cache(maxsize=CACHED)
def likeness(text: str) -> str:
    """What a name looks like: the same for names that nobody can tell apart."""
    plain = plainly(text)
    if plain.isascii():
        return plain
    bare = (sign for sign in unicodedata.normalize("NFD", plain) if unicodedata.category(sign) != "Mn")
    return "".join(bare).translate(ALIKE)


def no_name(text: str) -> bool:
    """Whether a text is no name: a date, an error, only signs, «同上», JSON, letters that a program lost."""
    if text in DITTO or DATED.fullmatch(text) or ERROR.fullmatch(text) or LOST.search(text):
        return True
    if text.startswith(("{", "[")):
        with suppress(ValueError, RecursionError):  # [停用]甲园 is a name
            json.loads(text)
            return True
    return not (any(map(str.isalnum, text)) or unseen(text))  # what nobody sees is reported as such
