"""Reads a response's body to a limit that holds for what it unpacks to, not for what is sent.

A kilobyte on the wire can unpack to gigabytes, so unpacking is done in pieces and
stopped at the limit. Says nothing about what the bytes mean.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

# How much one step may unpack; only this much can lie in memory beyond the limit.
PIECE_BYTES = 65_536

# Tools that write one file in many members make one per 64 kB. Each costs us a new state and
# a copy of the rest, so that a body of empty members would be slow out of proportion.
MEMBERS_MAX = 1_000

# What the decoders below read; sent with every request.
ACCEPT_ENCODING = "gzip, br"

_GZIP_WINDOW = zlib.MAX_WBITS | 16


class BodyTooLargeError(Exception):
    """A body is larger than its limit, sent or unpacked."""


class BodyUnreadableError(Exception):
    """A body is not packed as its header says, or ends before its end."""


class Decoder(Protocol):
    """Unpacks a body part by part."""

    def pieces(self, part: bytes) -> Iterator[bytes]:
        """Unpack one part in pieces of bounded size."""

    def is_complete(self) -> bool:
        """Whether the body may end here."""


class PlainDecoder:
    """Passes the bytes through."""

    def pieces(self, part: bytes) -> Iterator[bytes]:
        """Yield the part itself."""
        yield part

    def is_complete(self) -> bool:
        """Any end is an end; the length is the protocol's business."""
        return True


class GzipDecoder:
    """Unpacks gzip (RFC 1952), also of several members; what follows the last is ignored."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._members = 0
        self._is_over = False

    def pieces(self, part: bytes) -> Iterator[bytes]:
        """Unpack one part in pieces of bounded size."""
        while part and not self._is_over:
            try:
                piece = self._member.decompress(part, PIECE_BYTES)
            except zlib.error as error:
                if not self._members:
                    raise BodyUnreadableError(f"is no gzip ({error})") from None
                self._is_over = True  # padding behind a whole member: common, harmless
                return
            yield piece
            part = self._member.unconsumed_tail
            if self._member.eof:
                part = self._member.unused_data
                self._begin_member()

    def _begin_member(self) -> None:
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._members += 1
        if self._members >= MEMBERS_MAX:
            raise BodyUnreadableError(f"has {MEMBERS_MAX} members and more")

    def is_complete(self) -> bool:
        """Whether a whole member was read."""
        return self._members > 0


class BrotliDecoder:
    """Unpacks Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def pieces(self, part: bytes) -> Iterator[bytes]:
        """Unpack one part in pieces of bounded size."""
        try:
            piece = self._stream.process(part, output_buffer_limit=PIECE_BYTES)
            yield piece
            # Wanting more input does not mean that all output was given: ask until none comes.
            while piece or not self._stream.can_accept_more_data():
                piece = self._stream.process(b"", output_buffer_limit=PIECE_BYTES)
                yield piece
        except brotli.error as error:
            raise BodyUnreadableError(f"is no Brotli ({error})") from None

    def is_complete(self) -> bool:
        """Whether the stream said that it is over."""
        return bool(self._stream.is_finished())


def decoder_for(content_encoding: str) -> Decoder:
    """Return the decoder for a Content-Encoding header; raises BodyUnreadableError.

    Stacked encodings are refused: nothing we ask for needs them, and each multiplies.
    """
    codings = [name.strip().lower() for name in content_encoding.split(",")]
    match [name for name in codings if name not in {"", "identity"}]:
        case []:
            return PlainDecoder()
        case ["gzip" | "x-gzip"]:
            return GzipDecoder()
        case ["br"]:
            return BrotliDecoder()
    raise BodyUnreadableError("is packed in a way that was not asked for")


async def read_body(parts: AsyncIterable[bytes], content_encoding: str, limit: int) -> bytes:
    """Return the unpacked body of at most ``limit`` bytes; raises the errors above."""
    decoder = decoder_for(content_encoding)
    body = bytearray()
    received = 0
    async for part in parts:
        received += len(part)
        for piece in decoder.pieces(part):
            body += piece
            if max(len(body), received) > limit:
                raise BodyTooLargeError(f"is larger than {limit} bytes")
    if received and not decoder.is_complete():
        raise BodyUnreadableError("ends before its end")
    return bytes(body)
