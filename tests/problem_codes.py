"""Every code that a problem may have: those for which the catalogue of the interface has words."""

from fengtai_map.i18n import interface_words

CODES = tuple(dict.fromkeys(key.partition(".")[0] for key in interface_words()["zh"].below("problem")))
