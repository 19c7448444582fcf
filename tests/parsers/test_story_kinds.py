"""Short texts, lists, live blogs, fixtures and other languages fold by rules of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parsers.copies.edges import Edge, Relation
from parsers.copies.stories import judge
from parsers.model import Article

DAY = datetime(2026, 3, 9, 6, tzinfo=UTC)


def edge(
    texts: tuple[str, str],
    titles: tuple[str, str] = ("Notes", "Notes"),
    hours: float = 0,
    languages: tuple[str | None, str | None] = ("en", "en"),
) -> Edge | None:
    """Judge two texts of two outlets, the second printed so many hours later."""
    one, other = (
        Article(
            id=name,
            url=f"https://{name}.example/",
            feed="f",
            outlet=f"{name}.example",
            title=titles[number],
            text=texts[number],
            language=languages[number],
            published_at=DAY + timedelta(hours=hours * number),
        )
        for number, name in enumerate("ab")
    )
    return judge(one, other)


def relation(found: Edge | None) -> Relation | None:
    """Return what the two are to each other."""
    return found.relation if found else None


WEATHER = """Southerly winds of {a} to {b} knots are expected along the coast of Viti Levu on \
{day}, \
with a swell of {c} metres outside the reef and scattered showers over the hills after midday.
Temperatures in Suva reach {d} degrees, in Nadi {e}. Small craft should keep inside the lagoon \
while the trough between Rotuma and Futuna moves slowly to the east.
The next bulletin of the meteorological office in Laucala Bay is issued at six in the evening. \
High water at the Suva tide gauge is at {f} and low water at {g}, harbour masters report."""

MARKETS = """Stocks in Suva closed {a} percent {way} on {day}, led by the tuna packer {name}, \
which \
told investors that the season had been {word} than planned.
The dollar of Fiji bought {b} Australian cents. Sugar for May delivery stood at {c} dollars a \
tonne \
in London, and brokers on Victoria Parade spoke of {mood} trade before the budget.
Volume reached {d} shares against an average of {e}. {other} was the weakest share of the day."""


def weather(day: str, *numbers: int) -> str:
    """Return one issue of a bulletin."""
    return WEATHER.format(day=day, **dict(zip("abcdefg", numbers, strict=True)))


MONDAY = weather("Monday", 10, 15, 2, 29, 31, 512, 1124)
TUESDAY = weather("Tuesday", 20, 25, 4, 27, 30, 604, 1215)


@pytest.mark.parametrize(
    ("texts", "titles", "hours"),
    [
        ((MONDAY, TUESDAY), ("Marine forecast for Monday", "Marine forecast for Tuesday"), 24),
        ((MONDAY, TUESDAY), ("Marine forecast, March 9", "Marine forecast, March 10"), 24),
        (
            (
                MARKETS.format(
                    a=1.2, way="higher", day="Monday", name="Levuka Packers", word="better", b=68,
                    c=412, mood="lively", d=41200, e=33100, other="Walu Bay Docks",
                ),
                MARKETS.format(
                    a=0.7, way="lower", day="Tuesday", name="Ovalau Foods", word="worse", b=66,
                    c=405, mood="thin", d=20400, e=33300, other="Savusavu Copra",
                ),
            ),
            ("Suva stocks on Monday", "Suva stocks on Tuesday"),
            24,
        ),
    ],
    ids=["forecast", "forecast by date", "markets"],
)  # fmt: skip
def test_the_next_issue_of_a_fixture_is_no_copy(
    texts: tuple[str, str], titles: tuple[str, str], hours: float
) -> None:
    """A bulletin that comes every day in the same words tells something else each time."""
    assert relation(edge(texts, titles, hours)) not in {Relation.COPY, Relation.POSSIBLE}


def test_one_issue_of_a_fixture_in_two_outlets_is_a_copy() -> None:
    """The same bulletin, printed twice on its day, is one text."""
    titles = ("Marine forecast for Monday", "Monday's winds")
    assert relation(edge((MONDAY, f"{MONDAY}\nKeep a radio on board."), titles, 1)) is Relation.COPY


FIXTURES = """Saturday's matches
Suva v Nadi
Lautoka v Ba
Rewa v Labasa
Navua v Tavua
Nasinu v Nadroga
Dreketi v Savusavu
Referees: Kumar, Waqa, Tora, Prasad, Naidu, Bola
Kick-off at three, gates open at one
Tickets five dollars at the ground"""


def test_a_list_is_a_copy_only_word_for_word() -> None:
    """Items in one order prove nothing: the same teams stand on every list of the season."""
    other = FIXTURES.replace("Saturday", "Sunday").replace("Suva v Nadi", "Nadi v Ba")
    other = other.replace("Lautoka v Ba", "Lautoka v Suva").replace("Kumar, Waqa", "Raj, Vula")
    other = other.replace("Rewa v Labasa", "Rewa v Navua").replace(
        "Navua v Tavua",
        "Labasa v \
Rewa",
    )
    titles = ("Saturday's matches", "Matches of the weekend")
    assert relation(edge((FIXTURES, other), titles)) is not Relation.COPY
    assert relation(edge((FIXTURES, f"{FIXTURES}\nBring a hat."), titles)) is Relation.COPY


REPORT = """Tonga, Samoa and Niue opened a joint customs post at the port of Nuku'alofa on \
Monday, the first \
that three island states run together.
Officers of each will stamp papers for all, and a container that was opened once is not opened \
again, \
said Sela Fifita, who heads the post.
Shippers had complained for years that fish spoiled in the sun while one clerk after the other \
looked \
at the same crate, and exporters of squash lost two harvests that way.
The post has a cold store of four hundred square metres, paid for by a levy on every landed tonne.
Niue's premier said that what works for fish may work for travellers too, and asked for a study \
by June."""

LIVE = f"""10:40 - The stock exchange in Suva opens slightly higher after a quiet weekend.
10:15 - {REPORT.splitlines()[0]}
{REPORT.splitlines()[1]}
{REPORT.splitlines()[2]}
09:50 - A ferry to Kadavu is delayed by engine trouble; passengers wait at Princes Wharf in the \
rain.
09:20 - Parliament begins its debate on school meals, with forty speakers on the list so far today.
08:55 - Firefighters have put out a blaze at a furniture workshop in Walu Bay; nobody was hurt \
there.
08:30 - The rugby union names a squad of thirty for the tour of Uruguay, with eleven new faces \
in it.
08:05 - A court in Lautoka hears the appeal of two former bank clerks against their sentences at \
ten.
07:45 - Power is back in Labasa after repairs to a line that a falling rain tree tore down \
overnight.
07:20 - The university opens its new library today, two years late and over budget, with a concert.
07:00 - Good morning from our newsroom. Showers are forecast for the whole of the south-east \
coast."""


def test_a_live_blog_is_no_copy_of_what_it_has_an_item_on() -> None:
    """An item of a live blog ties it to the report as a round-up does."""
    titles = ("Three states share a customs post", "Monday: live updates")
    assert relation(edge((REPORT, LIVE), titles, 3)) is Relation.ROUND_UP


SPANISH = """Bolivia, Chile y Perú inauguraron el lunes en Arica un laboratorio común para \
vigilar la calidad \
del agua del altiplano, el primero que los tres países administran juntos.
La directora, Ximena Huanca, explicó que cada muestra se analizará una sola vez y que los \
resultados \
se publicarán el mismo día en los tres idiomas de la región.
Los alcaldes de la cuenca habían pedido durante años un árbitro en el que todos confiaran, \
porque cada \
mina presentaba sus propias cifras y ninguna coincidía con las demás.
El edificio costó ocho millones de dólares y tiene paneles solares en el techo.
La próxima reunión de los ministros está prevista para octubre en Tacna."""

SPANISH_REWORDED = """El lunes fue inaugurado en Arica por Bolivia, Chile y Perú un laboratorio \
compartido que \
vigila la calidad de las aguas del altiplano, primero que administran juntos los tres países.
Según explicó la directora Ximena Huanca, las muestras se analizan una vez solamente y los \
resultados se \
publican en el día en los tres idiomas de la región.
Durante años pidieron los alcaldes de la cuenca un árbitro de confianza para todos, pues \
presentaba cada \
mina cifras propias y ninguna de ellas coincidía con otra.
Ocho millones de dólares costó el edificio, con paneles solares sobre el techo.
Para octubre se prevé en Tacna la reunión próxima de los ministros."""

SPANISH_RIVAL = """Con un brindis de agua limpia empezó a funcionar en Arica el centro de \
análisis que tres \
vecinos del altiplano levantaron en una antigua aduana.
Tacna recibirá a los ministros en octubre, y hasta entonces deben ponerse de acuerdo sobre quién \
paga \
los reactivos, dijo un funcionario peruano que pidió no ser nombrado.
Las organizaciones aimaras celebraron la apertura, aunque recuerdan que el río Lauca sigue sin \
medirse.
Chile aportó el terreno, Bolivia los técnicos y Perú la mitad del dinero, que en total llega a \
ocho \
millones de dólares. Ximena Huanca, hidróloga de La Paz, será la primera directora."""

JAPANESE = """日本とフィジーとトンガは九日、スバで初めての三か国海洋会議を開き、違法操業の監視に\
使う衛星の画像を共有することで合意した。
議長を務めたフィジーのラドゥバ内相は、三か国の沿岸警備隊が四月から同じ地図を使うと説明した。トン\
ガの代表は、小さな国ほど\
大きな海を持つと述べ、日本に巡視艇の供与を求めた。
次の会議は十月に東京で開かれる予定で、サモアも参加を検討している。専門家は、漁業者への説明が足り\
ないと指摘した。"""

JAPANESE_RIVAL = """衛星の目で密漁船を追う。南太平洋の二つの島国と日本が、スバで開いた会合で新し\
い仕組みをつくると決めた。
港では漁師たちが期待と不安を口にした。燃料の値段が上がり、遠くの海に出る船は減っている。政府の担\
当者は、罰金の使い道を\
まだ決めていないという。
東京での会合は秋になる見通しだ。費用の分担をめぐる協議は難航しており、トンガの議会は来月この問題\
を審議する。"""


@pytest.mark.parametrize(
    ("texts", "language", "wanted"),
    [
        ((SPANISH, "\n".join(SPANISH.splitlines()[:3])), "es", Relation.COPY),
        ((SPANISH, SPANISH_REWORDED), "es", Relation.COPY),
        ((SPANISH, SPANISH_RIVAL), "es", None),
        ((SPANISH_REWORDED, SPANISH_RIVAL), "es", None),
        ((JAPANESE, JAPANESE.rpartition("\n")[0]), "ja", Relation.COPY),
        ((JAPANESE, JAPANESE_RIVAL), "ja", None),
    ],
)
def test_other_languages_are_folded_within_themselves(
    texts: tuple[str, str], language: str, wanted: Relation | None
) -> None:
    """Order and wording work in any language, though no list names its common words."""
    titles = ("Arica", "Suva")
    assert relation(edge(texts, titles, 2, (language, language))) is wanted


def test_a_translation_is_not_compared() -> None:
    """Two known languages are two texts, whatever names they share."""
    assert edge((SPANISH, JAPANESE), languages=("es", "ja")) is None
