"""How people write the signs of a position -> one way of writing: ° ' " . , and the letters E W N S, λ φ.

λ and φ stand for the words longitude and latitude, which say which number it is but not its half of the Earth.
"""

import re
import unicodedata
from decimal import Decimal

# Before NFKC, which would take some of these apart.
SINGLE = {
    "°": "º˚゜ﾟ⁰∘○℃",
    "'": "′’‘ʹʼ´`＇‵ʻ",
    '"': "″”“〃˝＂‶〞〝ʺ",
    "-": "−–—‐‑－",
    ",": "、，",
}
SIGNS = str.maketrans({sign: usual for usual, signs in SINGLE.items() for sign in signs})
WORDS = str.maketrans({"度": "°", "分": "'", "秒": '"'})
NAMED = (
    (r"东经|EAST(?:ING)?|东", "E"),
    (r"西经|WEST|西", "W"),
    (r"北纬|NORTH(?:ING)?|北", "N"),
    (r"南纬|SOUTH|南", "S"),
    (r"LONGITUDE|LONG|LNG|LON|经度|经", "λ"),
    (r"LATITUDE|LAT|纬度|纬", "φ"),
)
LABELS = tuple((re.compile(f"[\"']?(?:{words})[\"']?"), sign) for words, sign in NAMED)
AXES = re.compile(r"[XY]\s*[:=]")
COLON = re.compile(r"([EWNSλφ])\s*[:=]\s*")
TWICE = re.compile(r"λ\s*([EW])|φ\s*([NS])")
STOP = re.compile(r"(?<=\d)\s*[。·・]\s*(?=\d)")
SPELT = re.compile(r"(\d{1,3})\s*(?:DEG|D)\s*(?:(\d{1,2})\s*(?:MIN|M|')\s*(?:([\d.]{1,18})\s*(?:SEC|S|\"))?)?")
POWER = re.compile(r"(?<![\d.])([+-]?\d{1,3}(?:\.\d{1,20})?)E([+-]\d{1,2})(?![\d.])")
BEFORE_MARK, AFTER_MARK = re.compile(r"\s+(?=[°'\"])"), re.compile(r"(?<=[°'])\s+(?=\d)")
ENDS = " \t\r\n,;:|/&()[]{}<>【】。."


def written(text: str) -> str:
    """A text with its signs written one way, in upper case."""
    said = unicodedata.normalize("NFKC", text.translate(SIGNS)).upper().lstrip("'")  # how Excel marks a text
    for words, sign in LABELS:
        said = words.sub(sign, said)
    said = said.translate(WORDS)
    said = STOP.sub(".", said).replace("。", ",").replace("''", '"')
    said = POWER.sub(lambda found: f"{Decimal(found[0]):f}", said)
    said = SPELT.sub(_spelt, said)
    said = AXES.sub(" ", said)
    said = TWICE.sub(lambda found: found[1] or found[2], COLON.sub(r"\1", said))
    return AFTER_MARK.sub("", BEFORE_MARK.sub("", said)).strip(ENDS)


def _spelt(found: re.Match[str]) -> str:
    minutes = f"{found[2]}'" if found[2] else ""
    return f"{found[1]}°{minutes}" + (f'{found[3]}"' if found[3] else "")
