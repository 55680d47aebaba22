"""What is there to say of a file: each kind of thing once, where it is first met, for thousands of lines would be read by nobody."""

from oewg.texts.documents.understood import Remark


class Remarks:
    """The remarks on one file, in its order."""

    def __init__(self, said: list[Remark]) -> None:
        self._said = said
        self._kinds: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def __call__(self, place: str, sentence: str, *, fault: bool = False, **values: str) -> None:
        """Remark on a place with a sentence marked by `say`, unless the same has been remarked on before."""
        kind = (sentence, tuple(values.items()))
        if kind not in self._kinds:
            self._kinds.add(kind)
            self._said.append(Remark(place, sentence, kind[1], fault))

    def all(self) -> tuple[Remark, ...]:
        """All remarks so far."""
        return tuple(self._said)
