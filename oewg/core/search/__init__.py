"""In which of many things do some words occur, in six languages, on either database?

    put(db, [Indexed("submission", 7, "fr", "Des câbles", "Les menaces ...")])     what a thing says, in place of before
    take_out(db, "submission", [7])
    looked_for = read('menaces "haute mer" -cables cyber*')                        whatever was typed, it can be asked
    ranked(db, looked_for, [Among("submission", select(Submission.id).where(...))])    what the viewer may see, and no more
    alike(db, words, "fr", [Among("provision", ...)])                              what speaks of the same things
    marked(words, "fr", looked_for)                                                the words again, the found ones marked

`words` turns words into the terms that are stored and looked for, `asked` reads what is looked for, `index` stores and finds.
"""

from oewg.core.search.asked import Asked, Piece, asked_for, excerpt, marked, read
from oewg.core.search.index import Among, Hit, Hits, Indexed, alike, empty, mark, put, ranked, set_mark, take_out
from oewg.core.search.words import language_of

__all__ = [
    "Among", "Asked", "Hit", "Hits", "Indexed", "Piece", "alike", "asked_for", "empty", "excerpt", "language_of", "mark", "marked",
    "put", "ranked", "read", "set_mark", "take_out",
]  # fmt: skip
