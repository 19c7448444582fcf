"""Values of which a text makes hundreds: immutable to the type checker, quick to make.

A frozen dataclass sets each field through ``object.__setattr__``, which is most of the time
that making one takes. These set it as any other; that nobody changes one, mypy sees to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool):  # noqa: ANN201 -- only mypy asks, and sees the other
        """Return the decorator of a dataclass that is compared and hashed by its fields."""
        return dataclass(unsafe_hash=frozen, slots=slots)


__all__ = ["value"]
