"""When a claim's figure is a source's figure, and the reason when it is not."""

import pytest

from rag.figures import Figure, figures, same_value, supported


def _one(text: str) -> Figure:
    return figures(text)[0]


# claim | source
SAME = """
300 | 300
1.2 million people | 1,200,000 people
twenty-three soldiers | 23 soldiers
a dozen people | 12 people
half of the voters | 50% of the voters
a third of voters | 33% of voters
one in five | 20%
half a million | 500,000
$1.5 billion | 1.5 billion dollars
£30m | £30 million
300 | around 300
about 300 | 300
roughly 300 | around 300
about 300 | nearly 300
300 | at least 300
at least 300 | 300
more than 300 | at least 300
at least 3,000 | surpassed 3,000
up to 300 | 300
about 1.2 million | 1,234,567
more than 300 people | 312 people
nearly half of them | 48% of them
hundreds of people | 350 people
between 300 and 400 | 300 to 400
seven days | 7 days
48 hours | two days
two years | 24 months
5 km | 5,000 metres
1.2m | 1.2 million people
November 2024 | 5 November 2024
in 2024 | November 5, 2024
5 November 2024 | 2024-11-05
in the 1990s | in 1994
late 2023 | November 2023
in 1938 | (1938–1941)
2:30 p.m. | 14:30
at 2:30 | 2:30 p.m.
aged 23 | a 23-year-old man
2-1 | 1-2
the Boeing 737 was | her 737 jets
No. 9 | number 9
twice | two times
€2,5 Mio. | €2,5 Mio.
""".strip().splitlines()

OTHER = """
300 | 301
3,000 | 30,000
1,234 | 1
300 | over 300
300 | nearly 300
300 | up to 300
300 | fewer than 300
over 300 | around 300
around 300 | over 300
at least 300 | around 300
more than 300 | 300
under 300 | 300
nearly 300 | 300
about 3,000 | 2,700
more than 1,000 | 1,500
hundreds of people | 3,000 people
300 | 300 to 400
300 to 400 | 300
23% | 22.7%
a third of voters | 35% of voters
5% | 5 percentage points
5% | 5 people
$5 million | £5 million
$5 million | $5 billion
5 km | 5 miles
seven days | seven weeks
23 years | aged 23
5 November 2024 | November 2024
November 2024 | November 2023
Friday | Thursday
in 2024 | in 2023
late 2023 | March 2023
2:30 p.m. | 2:30 a.m.
No. 9 | the front nine
the third attack | three attacks
2-1 | 3-1
€2,5 Mio. | €2,6 Mio.
1.000 people | 1,000 people
""".strip().splitlines()


@pytest.mark.parametrize("row", SAME)
def test_may_be_written_so(row: str) -> None:
    claim, _, source = row.partition(" | ")
    assert same_value(_one(claim), _one(source))


@pytest.mark.parametrize("row", OTHER)
def test_may_not_be_written_so(row: str) -> None:
    claim, _, source = row.partition(" | ")
    assert not same_value(_one(claim), _one(source))


SOURCE = (
    "Lee reported that around 300 North Korean soldiers died and approximately 2,700 were "
    "wounded. Russia deployed over 10,000 North Korean troops in 2024. In all 3,000 were killed "
    "or wounded, and prices rose 8%."
)


def _reason(claim: str, source: str = SOURCE) -> list[str]:
    found = [supported(figure, figures(source)) for figure in figures(claim)]
    return [reason for reason in found if reason is not None]


@pytest.mark.parametrize(
    "claim",
    [
        "About 300 North Korean soldiers were killed.",
        "Around 2,700 soldiers were injured.",
        "More than 10,000 North Korean troops were sent.",
        "There were 3,000 casualties.",
        "Prices climbed by 8 percent.",
        "Several soldiers were killed.",
        "It was in 2024.",
        "One man was there for the first time.",
    ],
)
def test_supported(claim: str) -> None:
    assert _reason(claim) == []


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("About 400 soldiers were killed.", "number not in the cited sentences"),
        ("About 2,700 soldiers were killed.", "figure is for wounded, not killed"),
        ("About 300 soldiers were wounded.", "figure is for killed, not wounded"),
        ("In all 3,000 were killed.", "figure is for killed or wounded, not killed"),
        ("About 300 were killed or wounded.", "figure is for killed, not killed or wounded"),
        ("More than 10,000 troops were captured.", "figure is for deployed, not captured"),
        (
            "About 300 South Korean soldiers were killed.",
            "figure is for north korea, not south korea",
        ),
        ("Over 300 soldiers were killed.", "the sources say “around 300”, not “Over 300”"),
        ("10,000 troops were deployed.", "the sources say “over 10,000”, not “10,000”"),
        ("Prices fell by 8%.", "figure is for rose, not fell"),
        ("It was in 2023.", "number not in the cited sentences"),
        ("About 300 civilians were killed.", "the sources say soldier, not civilian"),
    ],
)
def test_not_supported(claim: str, reason: str) -> None:
    assert _reason(claim) == [reason]


def test_both_ends_of_a_claimed_spread_may_be_two_figures() -> None:
    assert _reason("between 5% and 7%", "It rose from 5% to 7%.") == []
    assert _reason("between 5% and 8%", "It rose from 5% to 7%.") != []


def test_a_date_may_be_put_together_from_dates_that_agree() -> None:
    assert _reason("on 5 November 2024", "It was on 5 November. In November 2024 it rained.") == []
    assert _reason("on 5 November 2024", "It was on 5 November. In May 2024 it rained.") != []


def test_a_count_of_the_dead_needs_the_dead() -> None:
    assert _reason("300 soldiers were killed.", "300 soldiers took part.") == [
        "the source does not give this figure for killed"
    ]
    assert _reason("300 survived.", "A plane with 300 on board crashed, and many died.") == [
        "the sources speak of killed, not survived"
    ]


def test_one_is_a_number_only_against_another() -> None:
    assert _reason("One soldier was captured.", "A soldier was captured.") == []
    assert _reason("One soldier was captured.", "Two soldiers were captured.") != []
