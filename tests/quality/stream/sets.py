"""Who can meet and where: sets of states with their names, and cities."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from parsers.lexicon import load
from parsers.model import GroupingKind, Level, Place

# Small clubs that often meet, with the levels at which they do.
CLUBS = tuple(
    """
    quad aukus five_eyes jaropus squad jpkrus tsd cjk i2u2 mikta aufrin auidin anzus fpda msg
    lmc csc ric cnmnru afcnpk gcap weimar e3 quint lublin b9 v4 slavkov craiova nb8 baltic3
    nordic5 med9 g4 c5 c5p1 ots caspian5 azgetr azpktr cygril cyeggr egiqjo negev astana
    aes ibsa basic nals pacific_alliance mano_river dzlytn trifinio e5 cdrwus ankara_process
    """.split()
)
# Sets that meet without a name.
UNNAMED = tuple(
    tuple(sorted(row.split("-")))
    for row in """
    IN-KE-OM EG-JO-SA BR-CO-MX DE-IT-PL GR-IT-MT FR-NL-ES-PT ID-PH-VN KE-TZ-UG AO-CD-ZM FI-NO-SE
    ET-KE-SO AE-EG-JO QA-TR-US EG-QA-US KZ-TR-UZ CA-DK-NO CL-EC-PE AR-BR-PY-UY GH-NG-CI MY-SG-TH
    RO-TR-UA BE-DE-NL AU-FJ-NZ-PG BW-NA-ZA-ZM IQ-SY-TR IR-PK-TR AM-GE-IR JO-PS-SA-EG-AE DE-FR-GB-UA
    GB-FR-DE-IT-PL-UA EE-FI-LV-LT-PL BO-CO-EC-PE MR-ML-SN-GM LK-IN-MV CA-IS-NO JP-KR-MN KR-VN-US
    """.split()
)
PAIRS = tuple(
    tuple(sorted(row.split("-")))
    for row in "AU-JP AU-US IN-US IN-JP JP-PH KR-US DE-JP FR-JP GB-JP AU-GB AU-IN PH-US".split()
)
CONTACTS = tuple(
    tuple(sorted(row.split("-")))
    for row in "CN-US FR-DE RU-UA TR-GR EG-ET IN-PK BR-AR KE-TZ SA-IR PL-UA RU-US JP-KR".split()
)
VENUES = (
    ("New York", "US"), ("Geneva", "CH"), ("Vienna", "AT"), ("Doha", "QA"), ("Singapore", "SG"),
    ("Munich", "DE"), ("Brussels", "BE"), ("Istanbul", "TR"), ("Jeddah", "SA"), ("Nairobi", "KE"),
)  # fmt: skip
ABROAD = 0.2  # share of meetings in a third state


@dataclass(frozen=True, slots=True)
class Club:
    """A set of states that meets, and what it is called."""

    participants: tuple[str, ...]
    name: str | None
    levels: tuple[Level, ...]


def clubs() -> tuple[Club, ...]:
    """Return the named sets, with today's members."""
    known = load().groupings
    rows = [known[one] for one in CLUBS]
    assert all(row.kind == GroupingKind.MINILATERAL for row in rows)
    return tuple(Club(tuple(sorted(row.states)), row.name, _levels(row.level)) for row in rows)


def unnamed() -> tuple[Club, ...]:
    """Return the sets without a name; any level will do."""
    return tuple(Club(states, None, _levels(Level.LEADERS)) for states in UNNAMED)


def pairs() -> tuple[Club, ...]:
    """Return the pairs whose foreign and defence ministers meet as four."""
    return tuple(Club(states, None, (Level.TWO_PLUS_TWO,)) for states in PAIRS)


def contacts() -> tuple[Club, ...]:
    """Return the pairs that talk every week."""
    return tuple(
        Club(states, None, (Level.LEADERS, Level.FOREIGN_MINISTERS)) for states in CONTACTS
    )


def _levels(highest: Level | None) -> tuple[Level, ...]:
    """The levels at which a set meets, each as often as it stands there."""
    if highest is Level.LEADERS:
        return (Level.LEADERS,) * 4 + (Level.FOREIGN_MINISTERS,) * 4 + _SELDOM
    if highest is Level.FOREIGN_MINISTERS:
        return (Level.FOREIGN_MINISTERS,) * 5 + _SELDOM
    return ((highest,) * 4 if highest else ()) + (Level.OFFICIALS,)


_SELDOM = (Level.DEFENCE_MINISTERS, Level.MINISTERS_OTHER, Level.OFFICIALS, Level.NSA)


def place_of(club: Club, rng: Random) -> Place:
    """Draw where a set meets: with one of its own as host, or in a third state."""
    if rng.random() < ABROAD:
        return Place(*rng.choice(VENUES))
    host = rng.choice(club.participants)
    return Place(load().states[host].capital, host)
