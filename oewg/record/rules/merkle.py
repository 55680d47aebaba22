"""Is this the same record, only longer? Merkle trees, inclusion and consistency proofs as in RFC 6962, section 2.1.

Hashes are 32 bytes of SHA-256; leaves and inner nodes have different prefixes, so that none passes for the other.
A perfect subtree is named by (level, position): it covers the leaves position * 2**level and the 2**level - 1 after it.
"""

import hashlib
from collections.abc import Callable, Sequence

NodeAt = Callable[[int, int], bytes]
"""Gives the hash of the perfect subtree (level, position)."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf's bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over these leaves, by the definition; of none, the hash of nothing."""
    if not leaf_hashes:
        return hashlib.sha256(b"").digest()
    row = list(leaf_hashes)
    while len(row) > 1:
        # A node without a right neighbour goes up as it is: the same tree as the definition's recursive halves.
        paired = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = paired + row[len(paired) * 2 :]
    return row[0]


def grown(size: int, peaks: Sequence[bytes], leaf: bytes) -> tuple[list[bytes], list[tuple[int, int, bytes]]]:
    """Add a leaf's hash to a tree of `size` leaves with these peaks (roots of its perfect subtrees, largest first).

    Returns the new peaks, and each node (level, position, hash) that has become perfect, the leaf's own first.
    """
    new_peaks, made = list(peaks), [(0, size, leaf)]
    level, position, current = 0, size, leaf
    while position & 1:
        current = node_hash(new_peaks.pop(), current)
        level, position = level + 1, position >> 1
        made.append((level, position, current))
    return [*new_peaks, current], made


def root_from_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree that has these peaks."""
    if not peaks:
        return root_of([])
    current = peaks[-1]
    for peak in reversed(peaks[:-1]):
        current = node_hash(peak, current)
    return current


def _split(size: int) -> int:
    """The largest power of two below `size` (which is at least 2)."""
    return int(1 << (size - 1).bit_length() - 1)


def _subtree(first: int, size: int, node_at: NodeAt) -> bytes:
    """The root over the `size` leaves from `first`, which is a multiple of the power of two that is not below size."""
    if size & (size - 1) == 0:
        return node_at(size.bit_length() - 1, first // size)
    left = _split(size)
    return node_hash(_subtree(first, left, node_at), _subtree(first + left, size - left, node_at))


def inclusion_proof(index: int, size: int, node_at: NodeAt) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of the tree of `size` leaves, from the bottom up."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")

    def path(index: int, first: int, size: int) -> list[bytes]:
        if size == 1:
            return []
        left = _split(size)
        if index < left:
            return [*path(index, first, left), _subtree(first + left, size - left, node_at)]
        return [*path(index - left, first + left, size - left), _subtree(first, left, node_at)]

    return path(index, 0, size)


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Does the proof lead from this leaf hash to this root? Source: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    node, last, current = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            current = node_hash(step, current)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            current = node_hash(current, step)
        node, last = node >> 1, last >> 1
    return last == 0 and current == root


def consistency_proof(earlier: int, size: int, node_at: NodeAt) -> list[bytes]:
    """The hashes that show that the tree of `size` leaves begins with the tree of `earlier` leaves."""
    if not 0 < earlier <= size:
        raise ValueError(f"a tree of {size} has no earlier tree of {earlier}")

    def prove(earlier: int, first: int, size: int, whole: bool) -> list[bytes]:
        if earlier == size:
            return [] if whole else [_subtree(first, size, node_at)]
        left = _split(size)
        if earlier <= left:
            return [*prove(earlier, first, left, whole), _subtree(first + left, size - left, node_at)]
        return [*prove(earlier - left, first + left, size - left, False), _subtree(first, left, node_at)]

    return prove(earlier, 0, size, True)


def extends(earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Does the proof show that the tree with `root` begins with the tree with `earlier_root`? RFC 9162, 2.1.4.2."""
    if earlier == size:
        return not proof and earlier_root == root
    if not 0 < earlier < size:
        return False
    steps = list(proof)
    if earlier & (earlier - 1) == 0:
        steps.insert(0, earlier_root)
    if not steps:
        return False
    node, last = earlier - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root
