"""The example rows of our templates, which are left out when they are brought in unchanged."""

from collections.abc import Mapping

from fengtai_map.model import Atlas

WORDED = ("kind", "status")  # whose example is an id of ours, shown by its word


def example_text(atlas: Atlas, lang: str, template: str = "points") -> dict[str, str]:
    """The example of a template by field, or by head for its other columns, in the words of a language."""
    words = atlas.words[lang]
    below = words.below(f"upload.example.{template}")
    return {
        field: words(f"{field}.{said}") if field in WORDED and f"{field}.{said}" in words else said
        for field, said in below.items()
    }


def examples(atlas: Atlas) -> list[Mapping[str, str]]:
    """Every example as a row says it: by field, without the columns that are kept as they are."""
    fields = {column.id for column in atlas.upload.columns}
    return [
        {field: said for field, said in example_text(atlas, lang, template).items() if field in fields and said}
        for lang in atlas.words
        for template in TEMPLATES
    ]


def filled(text: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something."""
    return {field: said for field, said in text.items() if said}


TEMPLATES = ("points", "buildings", "projects")
