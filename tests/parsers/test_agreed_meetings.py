"""A meeting and the one agreed on at it: two claims, each with its own level, day and status."""

from __future__ import annotations

import pytest

from tests.parsers.claims import FRIDAY, meetings


def told(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return status, level, first day and city of each meeting of three, history apart."""
    return [
        (
            str(one.status),
            str(one.level) if one.level else None,
            one.when.start.isoformat() if one.when.start else None,
            one.place.city,
        )
        for one in meetings(text, "", FRIDAY)
        if len(one.participants) > 2 and not one.is_background
    ]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            (
                "The foreign ministers of Indonesia, Malaysia and the Philippines met in Manila on"
                " Wednesday and agreed that their leaders will gather in Jakarta in June."
            ),
            ("held", "foreign_ministers", "2024-05-08", "Manila"),
            ("scheduled", "leaders", "2024-06-01", "Jakarta"),
        ),
        (
            (
                "The foreign ministers of Kenya, Uganda and Tanzania met in Arusha on Tuesday, "
                "where they agreed to hold a summit of their presidents in Kampala in June."
            ),
            ("held", "foreign_ministers", "2024-05-07", "Arusha"),
            ("scheduled", "leaders", "2024-06-01", "Kampala"),
        ),
        (
            (
                "The defence ministers of Chad, Niger and Mali met in Niamey on Monday and agreed "
                "that they would meet again in Bamako next month."
            ),
            ("held", "defence_ministers", "2024-05-06", "Niamey"),
            ("scheduled", "defence_ministers", "2024-06-01", "Bamako"),
        ),
        (
            (
                "The presidents of Chad, Niger and Mali held talks in Niamey on Monday and decided"
                " to convene another summit in Bamako on June 20."
            ),
            ("held", "leaders", "2024-05-06", "Niamey"),
            ("scheduled", "leaders", "2024-06-20", "Bamako"),
        ),
        (
            (
                "The trade ministers of Chile, Peru and Colombia held talks in Lima on Thursday "
                "and agreed to hold another round in Bogota in July."
            ),
            ("held", "ministers_other", "2024-05-09", "Lima"),
            ("scheduled", "ministers_other", "2024-07-01", "Bogota"),
        ),
        (
            (
                "Senior officials of India, Nepal and Bhutan met in Thimphu on Thursday and agreed"
                " that the next meeting would take place in Delhi in August."
            ),
            ("held", "officials", "2024-05-09", "Thimphu"),
            ("scheduled", "officials", "2024-08-01", "Delhi"),
        ),
        (
            (
                "The foreign ministers of Poland, Ukraine and Romania met in Warsaw on Wednesday "
                "and resolved to hold a summit in Kyiv in June."
            ),
            ("held", "foreign_ministers", "2024-05-08", "Warsaw"),
            ("scheduled", "leaders", "2024-06-01", "Kyiv"),
        ),
        (
            (
                "The presidents of Angola, Congo and Rwanda met in Luanda on Monday. The next "
                "four-day summit is planned for Kigali on June 3."
            ),
            ("held", "leaders", "2024-05-06", "Luanda"),
            ("scheduled", "leaders", "2024-06-03", "Kigali"),
        ),
    ],
)
def test_who_met_and_agreed_to_meet_has_two_meetings(
    text: str,
    first: tuple[str, ...],
    second: tuple[str, ...],
) -> None:
    """What was held and what is planned are told apart, in one sentence and in two."""
    assert told(text) == [first, second]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            (
                "The foreign ministers of Kenya, Uganda and Tanzania on Tuesday agreed to hold a "
                "tripartite summit in Kampala in June."
            ),
            "leaders",
        ),
        (
            (
                "The foreign ministers of Japan, India and Kenya decided on Monday that their "
                "countries will hold a trilateral summit by the end of the year."
            ),
            "leaders",
        ),
        (
            (
                "The foreign ministers of Poland, Ukraine and Romania will hold a trilateral "
                "summit in Warsaw on May 20."
            ),
            "foreign_ministers",
        ),
        (
            (
                "The defence ministers of Poland, Ukraine and Romania agreed to hold a defence "
                "summit in Warsaw on May 20."
            ),
            "defence_ministers",
        ),
    ],
)
def test_a_summit_that_ministers_agree_on_is_of_leaders(text: str, level: str) -> None:
    """Not one that they hold themselves, and none of their own portfolio."""
    assert [found[1] for found in told(text)] == [level]


@pytest.mark.parametrize(
    "text",
    [
        (
            "The prime ministers of Estonia, Latvia and Lithuania met in Riga on Friday and agreed"
            " to hold joint drills in June."
        ),
        (
            "The foreign ministers of Estonia, Latvia and Lithuania met in Riga on Friday and "
            "agreed on a plan to hold elections in June."
        ),
        (
            "The leaders of Estonia, Latvia and Lithuania met in Riga on Friday and promised to "
            "host refugees in June."
        ),
        (
            "The presidents of Togo, Benin and Ghana met in Lome on Friday and decided to meet the"
            " cost of the dam in June."
        ),
        (
            "The ministers of Togo, Benin and Ghana met in Lome on Friday and agreed that their "
            "armies will train together in June."
        ),
        (
            "The leaders of Oman, Iran and India met in Muscat on Friday and vowed to hold their "
            "course until June."
        ),
    ],
)
def test_what_else_is_agreed_is_no_meeting(text: str) -> None:
    """Drills, elections and help that people agree on make no second meeting."""
    assert [(found[0], found[2]) for found in told(text)] == [("held", "2024-05-10")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "India's minister travelled to Tokyo for a trilateral meeting with the ministers "
                "of Japan and Australia. On Tuesday the ministers of India, Japan and Australia "
                "held their talks in Tokyo."
            ),
            ("held", "2024-05-07"),
        ),
        (
            (
                "President Ruto along with the presidents of Uganda and Rwanda on Thursday held a "
                "tripartite joint commission summit prepared by officials in Nairobi."
            ),
            ("held", "2024-05-09"),
        ),
        (
            (
                "A summit of the leaders of Kenya, Uganda and Rwanda was originally scheduled for "
                "May 6 but was nixed after a flood."
            ),
            ("cancelled", "2024-05-06"),
        ),
        (
            (
                "The summit of Kenya, Uganda and Rwanda is being organised on Monday in Kigali "
                "with the participation of their presidents."
            ),
            ("scheduled", "2024-05-13"),
        ),
        (
            (
                "Months after their last summit, the presidents of Kenya, Uganda and Rwanda will "
                "be meeting in Nairobi on May 20."
            ),
            ("scheduled", "2024-05-20"),
        ),
        (
            (
                "Weeks after a quadrilateral joint sail, the defence ministers of Kenya, Oman, "
                "India and Japan will be meeting in Muscat on May 20."
            ),
            ("scheduled", "2024-05-20"),
        ),
    ],
)
def test_the_day_and_the_words_agree_on_how_far_along_it_is(
    text: str,
    expected: tuple[str, str],
) -> None:
    """A day gone by makes a report of what reads as a plan, unless the words say it was to be."""
    assert [(found[0], found[2]) for found in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            (
                "The water ministers of Sudan, Egypt and Ethiopia met in Cairo on Sunday. The "
                "tripartite meetings are scheduled to resume on May 20."
            ),
            ("scheduled", "ministers_other", "2024-05-20"),
        ),
        (
            (
                "The water ministers of Sudan, Egypt and Ethiopia met in Cairo on Sunday. The "
                "talks will be continued on May 20."
            ),
            ("scheduled", "ministers_other", "2024-05-20"),
        ),
        (
            (
                "The foreign ministers of Chad, Mali and Niger met in Bamako on Monday. Their plan "
                "goes to the heads of state, who are due to meet in Niamey in June."
            ),
            ("scheduled", "leaders", "2024-06-01"),
        ),
    ],
)
def test_the_next_sentence_tells_of_the_next_meeting(text: str, second: tuple[str, ...]) -> None:
    """Talks that are to be taken up again, and those of the heads to whom ministers report."""
    assert [found[:3] for found in told(text)][1:] == [second]


@pytest.mark.parametrize(
    ("text", "day", "level"),
    [
        (
            (
                "The deputy foreign ministers of Russia, Iran and Syria discussed in Moscow on"
                " Tuesday preparations for holding a ministerial meeting."
            ),
            "2024-05-07",
            "officials",
        ),
        (
            (
                "Deputy finance ministers of Brazil, Chile and Peru considered in Santiago on"
                " Wednesday the agenda of the ministers' meeting."
            ),
            "2024-05-08",
            "officials",
        ),
        (
            (
                "Defence chiefs from Japan, the United States and South Korea on Saturday agreed"
                " to conduct trilateral missile warning exercises at their meeting in Singapore."
            ),
            "2024-05-04",
            "defence_ministers",
        ),
    ],
)
def test_who_prepares_another_meeting_or_drills_has_met(text: str, day: str, level: str) -> None:
    """What they talk over or agree on is to come; they themselves have met."""
    assert [found[:3] for found in told(text)] == [("held", level, day)]
