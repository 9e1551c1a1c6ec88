"""Heads that were trained apart, as one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.joint.heads import Head, Heads, Matrix
from retrieval.joint.pairs import Pairs


def join(heads: Sequence[Heads], pairs: Pairs, dimensions: int) -> Heads:
    """Return heads by which a text and a photo are as near as they are by those given together.

    Side by side the projections make one space, in which the products of all add up. It is
    turned to the axes on which the pairs differ most, and the first of these are kept.

    Args:
        heads: At least one, each trained (with an inner layer).
        pairs: What they were fitted to.
        dimensions: Of the shared space, at most.

    Raises:
        ValueError: If heads have no inner layer.
    """
    text, photo = (
        _side_by_side([getattr(one, side) for one in heads]) for side in ("text", "photo")
    )
    side_by_side = Heads(text, photo)
    axes = _axes(side_by_side, pairs)[:, :dimensions]
    return Heads(_turned(text, axes), _turned(photo, axes))


def _side_by_side(heads: Sequence[Head]) -> Head:
    inner, bias, outer = zip(*map(_layers, heads), strict=True)
    width = sum(one.shape[1] for one in outer)
    blocks = np.zeros((sum(map(len, outer)), width), dtype=np.float32)
    row = column = 0
    for one in outer:
        blocks[row : row + one.shape[0], column : column + one.shape[1]] = one
        row, column = row + one.shape[0], column + one.shape[1]
    return Head(
        mean=np.zeros_like(heads[0].mean),
        inner=np.concatenate(inner, axis=1),
        bias=np.concatenate(bias),
        outer=blocks,
    )


def _layers(head: Head) -> tuple[Matrix, NDArray[np.float32], Matrix]:
    """Return the inner matrix, the bias with the mean taken into it, and the outer matrix."""
    if head.bias is None or head.outer is None:
        raise ValueError("only heads with an inner layer can be joined")
    bias = (head.bias - head.mean @ head.inner).astype(np.float32)
    return head.inner, bias, head.outer


def _axes(heads: Heads, pairs: Pairs) -> Matrix:
    """Return the principal axes of both sides of the pairs, the widest first, one a column."""
    texts = heads.text.project(pairs.texts.reshape(-1, pairs.texts.shape[2]))
    photos = heads.photo.project(pairs.photos)
    spread = texts.T @ texts / len(texts) + photos.T @ photos / len(photos)
    _, vectors = np.linalg.eigh(spread)
    return np.ascontiguousarray(vectors[:, ::-1], dtype=np.float32)


def _turned(head: Head, axes: Matrix) -> Head:
    outer = head.outer if head.outer is not None else head.inner
    return Head(head.mean, head.inner, head.bias, np.ascontiguousarray(outer @ axes))
