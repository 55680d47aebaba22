"""How does the record leave the house, so that anybody can recompute its root? Documented in docs/record-bundle.md."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator

from oewg.record.rules.merkle import leaf_hash, root_of

FORM = "oewg-record-1"


def bundle(leaves: Iterable[bytes], size: int, root: bytes) -> Iterator[str]:
    """The bundle's lines: a header, then every leaf's exact bytes in base64, in order."""
    yield json.dumps({"form": FORM, "size": size, "root": root.hex(), "hash": "SHA-256, RFC 6962"})
    for leaf in leaves:
        yield base64.b64encode(leaf).decode("ascii")


def verify_bundle(lines: Iterable[str]) -> tuple[list[bytes], list[str]]:
    """The leaves' hashes of a bundle, and a sentence for everything that is wrong with it."""
    iterator = iter(lines)
    try:
        header = json.loads(next(iterator, "{}"))
        if header.get("form") != FORM:
            return [], [f"The bundle's form is not {FORM}."]
        hashes = [leaf_hash(base64.b64decode(line.strip(), validate=True)) for line in iterator if line.strip()]
    except (ValueError, binascii.Error, AttributeError) as error:
        return [], [f"The bundle cannot be read: {error}."]
    faults = []
    if len(hashes) != header.get("size"):
        faults.append(f"The bundle promises {header.get('size')} entries and holds {len(hashes)}.")
    if root_of(hashes).hex() != header.get("root"):
        faults.append("The leaves do not give the root that the bundle promises.")
    return hashes, faults
