"""Are the trees those of RFC 6962? Compared with the definition, written here once more and sharing no code."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.record.rules import merkle


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


def tree(size: int) -> tuple[list[bytes], list[bytes], dict[tuple[int, int], bytes]]:
    """Leaves' hashes, peaks and perfect nodes of a tree grown one by one."""
    peaks: list[bytes] = []
    nodes: dict[tuple[int, int], bytes] = {}
    hashes = [merkle.leaf_hash(str(place).encode()) for place in range(size)]
    for place, hash_ in enumerate(hashes):
        peaks, made = merkle.grown(place, peaks, hash_)
        nodes |= {(level, position): node for level, position, node in made}
    return hashes, peaks, nodes


@pytest.mark.parametrize("size", range(65))
def test_roots_are_those_of_the_definition(size: int) -> None:
    hashes, peaks, _ = tree(size)
    expected = by_definition([str(place).encode() for place in range(size)])
    assert merkle.root_of(hashes) == merkle.root_from_peaks(peaks) == expected


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_is_proved_and_no_other(size: int) -> None:
    hashes, peaks, nodes = tree(size)
    root = merkle.root_from_peaks(peaks)
    for index in range(size):
        proof = merkle.inclusion_proof(index, size, lambda level, place: nodes[level, place])
        assert merkle.includes(hashes[index], index, size, proof, root)
        assert not merkle.includes(merkle.leaf_hash(b"other"), index, size, proof, root)
        if size > 1:
            assert not merkle.includes(hashes[index], (index + 1) % size, size, proof, root)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_earlier_tree_is_proved_a_beginning(size: int) -> None:
    hashes, peaks, nodes = tree(size)
    root = merkle.root_from_peaks(peaks)
    for earlier in range(1, size + 1):
        proof = merkle.consistency_proof(earlier, size, lambda level, place: nodes[level, place])
        assert merkle.extends(earlier, merkle.root_of(hashes[:earlier]), size, root, proof)
        assert not merkle.extends(earlier, merkle.leaf_hash(b"forked"), size, root, proof)


@given(size=st.integers(2, 300), data=st.data())
def test_a_tampered_proof_fails(size: int, data: st.DataObject) -> None:
    hashes, peaks, nodes = tree(size)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, lambda level, place: nodes[level, place])
    place = data.draw(st.integers(0, len(proof) - 1))
    bad = [*proof[:place], bytes(32), *proof[place + 1 :]]
    root = merkle.root_from_peaks(peaks)
    assert not merkle.includes(hashes[index], index, size, bad, root)
    assert not merkle.includes(hashes[index], index, size, proof[:-1], root)


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(3, 3, lambda level, place: b"")
    with pytest.raises(ValueError, match="no earlier"):
        merkle.consistency_proof(4, 3, lambda level, place: b"")
