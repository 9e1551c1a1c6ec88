"""Which function draws which product type."""

from collections.abc import Callable

from retrieval.demo_shop.drawing.canvas import Canvas

Sketch = Callable[[Canvas], None]

SKETCHES: dict[str, Sketch] = {}


def draws(sketch: Sketch) -> Sketch:
    """Register a function for the product type it is named after."""
    name = sketch.__name__
    if name in SKETCHES:
        raise ValueError(f"product type {name!r} is drawn twice: keep one function")
    SKETCHES[name] = sketch
    return sketch
