"""The colours of a digest, light and dark, each text colour with the fill it stands on.

Every pair has a contrast of 4.5 and more (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from alerts.outcomes import Tone


@dataclass(frozen=True, slots=True)
class Chip:
    """One tone: the chip's text and fill, and the bar at the card's left edge."""

    text: str
    fill: str
    bar: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, as ``#RRGGBB``."""

    page: str
    card: str
    border: str
    body: str
    secondary: str
    link: str
    strip_text: str
    strip_fill: str
    chips: dict[Tone, Chip] = field(default_factory=dict)


LIGHT = Palette(
    page="#F3F4F6",
    card="#FFFFFF",
    border="#DFE3E8",
    body="#18202B",
    secondary="#566171",
    link="#1D4E9E",
    strip_text="#6B3A00",
    strip_fill="#FDF1DC",
    chips={
        Tone.NEW: Chip("#6B2FA0", "#F3EAFB", "#6B2FA0"),
        Tone.PLANNED: Chip("#1D4E9E", "#E8F0FC", "#1D4E9E"),
        Tone.HELD: Chip("#17663F", "#E5F4EC", "#17663F"),
        Tone.CHANGED: Chip("#8A4B00", "#FDF1DC", "#8A4B00"),
        Tone.CANCELLED: Chip("#A3231B", "#FCE9E7", "#A3231B"),
    },
)

DARK = Palette(
    page="#0F131A",
    card="#1A202B",
    border="#2D3643",
    body="#E9EDF3",
    secondary="#A9B4C2",
    link="#9CC2FF",
    strip_text="#F5D6A4",
    strip_fill="#3A2A10",
    chips={
        Tone.NEW: Chip("#DDBBFA", "#3A2552", "#B98AE6"),
        Tone.PLANNED: Chip("#A9C8FF", "#1F3354", "#6FA3F5"),
        Tone.HELD: Chip("#9BE0BB", "#173B2A", "#5BB98A"),
        Tone.CHANGED: Chip("#F5CB8A", "#46300F", "#D9A04A"),
        Tone.CANCELLED: Chip("#F7B0AA", "#4E201C", "#E07A72"),
    },
)


def contrast(text: str, fill: str) -> float:
    """Return the WCAG contrast ratio of two ``#RRGGBB`` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(text), _luminance(fill)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(palette: Palette) -> list[tuple[str, str, str]]:
    """Return every (name, text, fill) that a reader has to read."""
    plain = [
        (f"{name} on {fill}", getattr(palette, name), getattr(palette, fill))
        for name in ("body", "secondary", "link")
        for fill in ("page", "card")
    ]
    strip = ("strip", palette.strip_text, palette.strip_fill)
    return [*plain, strip, *((tone, chip.text, chip.fill) for tone, chip in palette.chips.items())]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- the sRGB curve
