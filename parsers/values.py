"""Values of which a text makes hundreds: immutable to the type checker, quick to make and to ask.

A frozen dataclass sets each field through ``object.__setattr__``, which is most of the time
that making one takes. These set it as any other; that nobody changes one, mypy sees to.

The members of an enumeration are attributes of its class, and up to Python 3.11 it takes ten
times as long to look one up as any other attribute. Those of a ``Kind`` are plain ones.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool):  # noqa: ANN201 -- only mypy asks, and sees the other
        """Return the decorator of a dataclass that is compared and hashed by its fields."""
        return dataclass(unsafe_hash=frozen, slots=slots)


if TYPE_CHECKING or sys.version_info >= (3, 12):
    from enum import StrEnum as Kind
else:

    class _Kinds(type):
        """The class of a class whose public texts are its members, each of which is there once."""

        def __new__(cls, name, bases, body):  # noqa: ANN001, ANN204 -- mypy reads the branch for StrEnum
            texts = {key: text for key, text in body.items() if key[0] != "_" and type(text) is str}
            rest = {key: other for key, other in body.items() if key not in texts}
            made = super().__new__(cls, name, bases, rest)
            made._members = {text: str.__new__(made, text) for text in texts.values()}
            for key, text in texts.items():
                setattr(made, key, made._members[text])
            return made

        def __call__(cls, text):  # noqa: ANN001, ANN204 -- mypy reads the branch for StrEnum
            if text not in cls._members:
                raise ValueError(f"{text!r} is not a valid {cls.__qualname__}")
            return cls._members[text]

        def __iter__(cls):  # noqa: ANN204 -- mypy reads the branch for StrEnum
            return iter(cls._members.values())

    class Kind(str, metaclass=_Kinds):
        """An enumeration of texts with what the house asks of ``enum.StrEnum``."""

        __slots__ = ()

        @property
        def value(self):  # noqa: ANN201 -- mypy reads the branch for StrEnum
            """The text itself."""
            return str(self)

        def __reduce__(self):  # noqa: ANN204 -- mypy reads the branch for StrEnum
            return type(self), (str(self),)


__all__ = ["Kind", "value"]
