"""Which word means which kind, status or cluster: ours, those of the office's own, those that were said once."""

from collections.abc import Iterable, Sequence

from fengtai_map.formats import Question
from fengtai_map.formats.cells import key
from fengtai_map.model import Atlas
from fengtai_map.user_points.upload.choices import Choice

ASKED = ("kind", "status")
SHOWN = 3  # names of rows that stand for a word


class WordMeanings:
    """What words mean: an id, empty for a word that was said to mean nothing, None for one that nobody knows."""

    def __init__(self, atlas: Atlas, choice: Choice) -> None:
        self._of: dict[str, dict[str, str]] = {
            "kind": {**_own(choice), **_meanings(atlas, "kind", _kinds(atlas))},
            "status": _meanings(atlas, "status", [(one.id, one.names) for one in atlas.upload.statuses]),
            "cluster": _clusters(atlas),
            "basis": _meanings(atlas, "basis", [(one, ()) for one in atlas.words["zh"].below("basis")]),
        }
        allowed = {what: {*meanings.values(), ""} for what, meanings in self._of.items()}
        for what, meant in choice.words.items():
            if what in ASKED:
                self._of[what] |= {key(word): id_ for word, id_ in meant.items() if id_ in allowed[what]}

    def meaning(self, what: str, word: str) -> str | None:
        """What a word of a "kind", "status", "cluster" or "basis" means."""
        return self._of[what].get(key(word))

    def ids(self, what: str) -> Sequence[str]:
        """Everything that a word may mean."""
        return tuple(dict.fromkeys(id_ for id_ in self._of[what].values() if id_))


def question(what: str, words: Iterable[tuple[str, str]]) -> Question | None:
    """The question for words that nobody knows, each given with the name of its row.

    The usual word first; how often each stands in the file, and the names of its first rows.
    """
    named: dict[str, list[str]] = {}
    for word, name in words:
        named.setdefault(word, []).append(name)
    if not named:
        return None
    usual = sorted(named, key=lambda word: -len(named[word]))
    preview = {word: [[name] for name in names[:SHOWN]] for word, names in named.items()}
    return Question(what, tuple(usual), {word: f"{len(named[word])}" for word in usual}, preview)


def _meanings(atlas: Atlas, heading: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    catalogues = atlas.words.values()
    said = {
        id_: (id_, *(words(name) for words in catalogues if (name := f"{heading}.{id_}") in words), *names)
        for id_, names in rows
    }
    return {key(name): id_ for id_, names in said.items() for name in names}


def _kinds(atlas: Atlas) -> list[tuple[str, tuple[str, ...]]]:
    """The kinds that a file may bring, and before them those of other places of the release."""
    named = {one.id: one.names for one in atlas.upload.kinds}
    return [*((kind, ()) for kind in sorted({one.kind for one in atlas.places} - named.keys())), *named.items()]


def _own(choice: Choice) -> dict[str, str]:
    return {key(name): one.id for one in choice.kinds for name in (one.id, one.name.zh, one.name.en)}


def _clusters(atlas: Atlas) -> dict[str, str]:
    return {key(name): one.id for one in atlas.clusters for name in (one.id, one.name.zh, one.name.en, *one.aliases)}
