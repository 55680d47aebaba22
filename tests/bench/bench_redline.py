"""How long does a redline take, beside `difflib` over the same words; and a rolling text?

    .venv/bin/python -m tests.bench.bench_redline

Prints milliseconds, the best of nine runs: 300 paragraphs of 120 words with one to eight edits each, compared by
`redline_lines` and by the standard library's `SequenceMatcher` (paragraph by paragraph, already paired, which is the
kindest way to ask it); and one paragraph of 120 words rolled with twelve amendments.
"""

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from oewg.negotiation.rules.rolling import roll
from oewg.texts.rules.by_words import tokens
from oewg.texts.rules.redline import redline_lines

PARAGRAPHS, WORDS, AMENDMENTS, RUNS = 300, 120, 12, 9
COMMON = (
    "the", "of", "and", "to", "in", "that", "on", "for", "by", "States", "should", "with", "their", "all", "use", "as", "ICTs", "international", "security", "or", "not",
)  # fmt: skip


def vocabulary(chance: random.Random) -> list[str]:
    """Words as a text has them: half of any text is a few common ones, the rest are some 1,500 others."""
    rare = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(4, 11))) for _ in range(1500)]
    return rare + list(COMMON) * (len(rare) // len(COMMON))


def paragraph(chance: random.Random, words: list[str]) -> list[str]:
    """120 words in sentences."""
    return [
        word + ("," if at % 9 == 8 else ".") * (at % 9 == 8 or at % 30 == 29)
        for at, word in enumerate(chance.choices(words, k=WORDS))
    ]


def edited(chance: random.Random, said: list[str], words: list[str]) -> list[str]:
    """One to eight edits: a word or a few put in, taken out or replaced."""
    said = said[:]
    for _ in range(chance.randint(1, 8)):
        at, taken = chance.randrange(len(said)), chance.choice((0, 1, 1, 3))
        said[at : at + taken] = chance.choices(words, k=chance.choice((0, 1, 1, 4) if taken else (1, 1, 4)))
    return said


def milliseconds(work: Callable[[], object]) -> float:
    """The best of several runs, for other programs only ever add to it."""
    best = float("inf")
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)
    words = vocabulary(chance)
    olds = [paragraph(chance, words) for _ in range(PARAGRAPHS)]
    news = [edited(chance, said, words) for said in olds]
    old_lines, new_lines = [" ".join(said) for said in olds], [" ".join(said) for said in news]
    old, new = "\n".join(old_lines), "\n".join(new_lines)

    def by_difflib() -> None:
        for one, other in zip(old_lines, new_lines, strict=True):
            SequenceMatcher(None, tokens(one), tokens(other), autojunk=False).get_opcodes()

    ours, theirs = milliseconds(lambda: redline_lines(old, new)), milliseconds(by_difflib)
    print(f"redline of {PARAGRAPHS} x {WORDS} words: {ours:.0f} ms, difflib {theirs:.0f} ms, ratio {ours / theirs:.2f}")
    proposals = {f"{number}": " ".join(edited(chance, olds[0], words)) for number in range(AMENDMENTS)}
    rolled = milliseconds(lambda: roll(old_lines[0], proposals))
    alone = milliseconds(
        lambda: [
            SequenceMatcher(None, tokens(old_lines[0]), tokens(wording), autojunk=False).get_opcodes()
            for wording in proposals.values()
        ]
    )
    print(
        f"rolling text of {AMENDMENTS} amendments: {rolled:.1f} ms, difflib of each {alone:.1f} ms, ratio {rolled / alone:.2f}"
    )


if __name__ == "__main__":
    main()
