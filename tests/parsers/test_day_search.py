"""Where a text dates a meeting outside the meeting's own sentence, and where it does not."""

from __future__ import annotations

import pytest

from tests.parsers.claims import days, meetings

X = "The foreign ministers of Serbia, Greece and Bulgaria"
LED = "BG-GR-RS"


def found(text: str, title: str = "") -> list[str]:
    """Return the days of the meetings of the three, in order."""
    claims = meetings(text, title)
    return [days(m.when) for m in claims if "-".join(m.participants) == LED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{X} met in Sofia. The session took place on Tuesday.", "2024-05-07"),
        (f"{X} met in Sofia. The two-day talks began on Wednesday.", "2024-05-08/2024-05-09"),
        (f"{X} met in Sofia. They praised the pact. The meeting was held on Tuesday.",
         "2024-05-07"),
        # What stands beside it is of something else.
        (f"{X} met in Sofia. Peru's parliament voted on Tuesday.", ""),
        (f"{X} met in Sofia. They last met in Athens on March 4.", ""),
        (f"{X} met in Sofia. Europe holds elections on June 9.", ""),
        (f"FILE PHOTO: The hall on March 4. {X} met in Sofia.", ""),
        (f"{X} met in Sofia. A meeting on prices and wages was cancelled on Tuesday.", ""),
    ],
)  # fmt: skip
def test_a_report_looks_beside_it(text: str, expected: str) -> None:
    """A neighbour that speaks of no other states, meeting or event dates a report."""
    assert found(text)[:1] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{X} will meet. It will take place in Sofia on May 20.", "2024-05-20"),
        (f"{X} will meet. The talks are scheduled for June.", "2024-06-01/2024-06-30"),
        (f"{X} will meet. The meeting is to be held next week.", "2024-05-13/2024-05-19"),
        (f"{X} will meet by Friday, May 24.", "2024-05-10/2024-05-24"),
        (f"{X} will meet before 2024 is out.", "2024-05-10/2024-12-31"),
        # Nothing goes on about the plan.
        (f"{X} will meet. Parliament will sit on May 20.", ""),
        (f"{X} will meet. It will take place in the coming year.", ""),
    ],
)
def test_a_plan_looks_for_what_goes_on_about_it(text: str, expected: str) -> None:
    """What will take place, and the day up to which it is to be, date a plan."""
    assert found(text)[:1] == [expected]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Ministers of Serbia, Greece and Bulgaria to meet on Monday", f"{X} will meet.",
         "2024-05-13"),
        ("", f"SOFIA, May 9 (Agency) - {X} met in the Bulgarian capital.", "2024-05-09"),
        ("", f"SOFIA, May 9. /AGENCY/. {X} met in the Bulgarian capital.", "2024-05-09"),
        ("", f"8 May 2024. {X} met in Sofia.", "2024-05-08"),
        ("", f"9 May 2024 19:08\nSOFIA.\nMay 9 (Agency) - {X} met for an hour.", "2024-05-09"),
        ("", f"SOFIA, May 9 (Agency) - {X} will meet.", ""),
        ("", f"On Thursday it rained. Peru sent no one. {X} met in Sofia.", ""),
        ("", f"A spokesman said Tuesday that {X[0].lower()}{X[1:]} had met.", ""),
    ],
)  # fmt: skip
def test_headline_and_dateline_come_last(title: str, text: str, expected: str) -> None:
    """The headline dates any meeting of its states, the dateline a report alone."""
    assert found(text, title)[:1] == [expected]


def test_the_lead_tells_in_full_what_the_headline_clips() -> None:
    """A headline that is no more than a headline has the day of the lead's full sentence."""
    text = 'On May 8 Serbia, Greece and Bulgaria had "2+2+2" talks of their ministers online.'
    assert found(text, "Serbia, Greece and Bulgaria leaders hold talks")[:1] == ["2024-05-08"]


def test_the_lead_dates_what_its_states_did_together() -> None:
    """Where the lead has the three states act on a day, their undated meeting was on it."""
    text = (
        "Serbia, Greece and Bulgaria agreed on Thursday to link their grids. The price is not "
        f"known. Engineers were glad. {X} settled it at a meeting in Sofia."
    )
    assert found(text) == ["2024-05-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The summit of {X[0].lower()}{X[1:]} has been called off. They were to meet on May 20.",
         "2024-05-20"),
        (f"The summit of {X[0].lower()}{X[1:]} has been put off. It had been due this week.",
         "2024-05-06/2024-05-12"),
        (f"The summit of {X[0].lower()}{X[1:]} has been put off to June.", ""),
        (f"The summit of {X[0].lower()}{X[1:]} has been put off until June 12.", ""),
    ],
)  # fmt: skip
def test_what_is_off_has_the_days_first_planned(text: str, expected: str) -> None:
    """A meeting put off keeps its first days; those it is put off to are not yet its own."""
    assert found(text)[:1] == [expected]
