"""The master of the slides: our own theme, layouts and properties; that of an office is office_master.py's.

python-pptx begins with a template of its own, whose theme, layouts, thumbnail and properties are somebody else's: all
of that is replaced.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from fengtai_map.export.layout.headings import FOOT, NUMBER, PAGE, SlideArea
from fengtai_map.export.layout.items import Box

ASSETS = Path(__file__).parent / "assets" / "master"
LATIN = "Arial"  # on every Windows and Mac, and elsewhere there are fonts exactly as wide
PIXEL = 9525  # English metric units, of 96 an inch
LAYOUTS = {  # ours by what leads; their names in the master, and the box of their title
    "cover": ("封面 Cover", Box(64, 96, 580, 190)),
    "map": ("地图 Map", Box(838, 78, 394, 120)),
    "figures": ("数字 Figures", Box(48, 74, 1184, 110)),
    "list": ("清单 List", Box(48, 40, 1184, 56)),
    "appendix": ("附录 Appendix", Box(48, 40, 1184, 56)),
    "closing": ("封底 Closing", Box(64, 190, 640, 90)),
}
SLIDE_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # what the field of a slide's number calls itself
BARE = ("cover", "closing")  # without foot and number
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    'officeDocument/2006/extended-properties"><Application>{}</Application><PresentationFormat>16:9'
    "</PresentationFormat></Properties>"
)


@dataclass(frozen=True)
class Master:
    """A presentation without slides, its layouts by what leads, and the room each leaves."""

    deck: Deck
    layouts: dict[str, SlideLayout]
    room: SlideArea


def own(name: str) -> Master:
    """Our master; `name` is the program's, as the properties of a file say it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(PAGE.w * PIXEL)), Emu(round(PAGE.h * PIXEL))
    theme(deck.slide_master.part)
    for index in range(len(deck.slide_layouts) - 1, len(LAYOUTS) - 1, -1):
        deck.slide_layouts.remove(deck.slide_layouts[index])
    _tree(deck.slide_master, "Fengtai", LAYOUTS["list"][1], bare=False)
    for layout, (key, (title, box)) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        _tree(layout, title, box, bare=key in BARE)
    _forget(deck, name)
    return Master(deck, dict(zip(LAYOUTS, deck.slide_layouts, strict=True)), SlideArea())


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width, height as python-pptx takes them."""
    left, top, wide, high = (Emu(round(side * PIXEL)) for side in (box.x, box.y, box.w, box.h))
    return left, top, wide, high


def theme(part: Any) -> None:  # noqa: ANN401  # a part of python-pptx that has a theme
    """Give a part our theme."""
    xml = (ASSETS / "theme.xml").read_text(encoding="utf-8").format(latin=LATIN)
    theme = part.part_related_by(RT.THEME)
    if isinstance(theme, XmlPart):  # that of notes, which it has made itself
        theme._element = parse_xml(xml.encode())  # noqa: SLF001  # python-pptx has no word for it
    else:
        theme._blob = xml.encode()  # noqa: SLF001  # as above


def _tree(one: Any, name: str, box: Box, *, bare: bool) -> None:  # noqa: ANN401  # a master or a layout
    """The placeholders of a master or layout: title, foot, number; nothing that somebody else has drawn."""
    old = one.element.find(qn("p:cSld"))
    shapes = [_placeholder(2, "Title", 'type="title"', box, 26, bold=True)]
    if not bare:
        shapes.append(_placeholder(3, "Foot", 'type="ftr" sz="quarter" idx="11"', FOOT, 10))
        shapes.append(_placeholder(4, "Number", 'type="sldNum" sz="quarter" idx="12"', NUMBER, 12, right=True))
    background = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    tree = "".join(
        (
            f'<p:cSld {nsdecls("p", "a")} name="{name}">{background}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/>',
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>",
            *shapes,
            "</p:spTree></p:cSld>",
        )
    )
    one.element.replace(old, parse_xml(tree))


def _placeholder(  # noqa: PLR0913  # a placeholder has so many properties
    number: int, name: str, kind: str, box: Box, size: float, *, bold: bool = False, right: bool = False
) -> str:
    left, top, wide, high = emu(box)
    field = f'<a:fld id="{SLIDE_NUMBER_ID}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    text = field if "sldNum" in kind else '<a:r><a:rPr lang="zh-CN"/><a:t>·</a:t></a:r>'
    colour = "tx1" if bold else "tx2"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr algn="{"r" if right else "l"}"><a:defRPr sz="{size * 100:.0f}" b="{bold:d}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _forget(deck: Deck, name: str) -> None:
    """Take out what the template has of others: thumbnail, settings of a printer, the program that made it."""
    for parent in (deck.part.package, deck.part):
        for key, relation in list(parent._rels.items()):  # noqa: SLF001  # python-pptx has no word for it
            if relation.reltype in (RT.THUMBNAIL, RT.PRINTER_SETTINGS):
                parent._rels.pop(key)  # noqa: SLF001
            elif relation.reltype == RT.EXTENDED_PROPERTIES:
                relation.target_part._blob = APP.format(name).encode()  # noqa: SLF001


def thumbnail(deck: Deck, jpeg: bytes) -> None:
    """Give the file the picture by which a folder shows it."""
    from pptx.opc.packuri import PackURI  # noqa: PLC0415  # needed here alone

    package = deck.part.package
    part = Part(PackURI("/docProps/thumbnail.jpeg"), "image/jpeg", package, jpeg)
    package.relate_to(part, RT.THUMBNAIL)
