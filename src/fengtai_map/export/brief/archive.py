"""The briefs of all clusters and 街镇 in one archive, each as a text document and as a page."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fengtai_map.export.brief.brief import brief, of_each
from fengtai_map.export.brief.docx_file import brief_docx
from fengtai_map.export.brief.pdf_file import brief_pdf
from fengtai_map.export.layout.items import Progress
from fengtai_map.model import Atlas


def briefs_zip(atlas: Atlas, lang: str, base: str, day: str, progress: Progress) -> bytes:
    """The archive; `progress` hears of each brief. The same data give the same bytes on the same day."""
    packed, each = BytesIO(), list(of_each(atlas, lang, base))
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for done, (name, sheet) in enumerate(each, 1):
            one = brief(atlas, sheet, day)
            for suffix, content in (("docx", brief_docx(atlas, one, day)), ("pdf", brief_pdf(atlas, one))):
                archive.writestr(ZipInfo(f"{name}.{suffix}".replace("/", "-")), content, ZIP_DEFLATED)
            progress(done, len(each))
    return packed.getvalue()
