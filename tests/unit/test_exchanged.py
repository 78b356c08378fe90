"""A sentence copied from its source but for one thing."""

import pytest

from rag.exchanged import exchanged

LOSSES = (
    "Around 300 North Korean soldiers died and 2,700 were wounded in Kursk, Lee Seong-kweun said."
)
TALKS = "The PDP also faced widespread allegations, and Ann Lee said some of its members may leave."


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        (
            "2,700 North Korean soldiers died and around 300 were wounded in Kursk.",
            LOSSES,
            "where the sources say “Around 300” it says “2,700”",
        ),
        ("2,700 North Korean soldiers were wounded.", LOSSES, None),
        (
            "2,700 North Korean soldiers died in Kursk.",
            LOSSES,
            "where the sources say “Around 300” it says “2,700”",
        ),
        (
            "The APC also faced widespread allegations.",
            TALKS,
            "where the sources say “PDP” it says “APC”",
        ),
        (
            "Bob Day said some of its members may leave.",
            TALKS,
            "where the sources say “Ann Lee” it says “Bob Day”",
        ),
        (
            "Ann Lee said all of its members may leave.",
            TALKS,
            "where the sources say “some” it says “all”",
        ),
        (
            "Ann Lee said some of its members will leave.",
            TALKS,
            "where the sources say “may” it says “will”",
        ),
        (
            "16% have heard of it and 99% understand it.",
            "While 99% have heard of it and 16% understand it, few care.",
            "where the sources say “While 99” it says “16”",
        ),
        (
            "The messenger is called DNA by all.",
            "Beside DNA the messenger is called RNA by all.",
            "where the sources say “RNA” it says “DNA”",
        ),
        (
            "He was deposed after the invasion in 1968.",
            "He was deposed after the invasion in 2003.",
            "where the sources say “2003” it says “1968”",
        ),
        ("He left the city on 26 December.", "He left the city on Thursday.", None),
        ("Russia turned to its ally.", "Moscow turned to its ally.", None),
        ("Around 300 died and 2700 were wounded in Kursk.", LOSSES, None),
        ("2,700 were wounded in Kursk and around 300 North Korean soldiers died.", LOSSES, None),
        ("Lee said around 300 North Korean soldiers died and 2,700 were wounded.", LOSSES, None),
        ("The party also faced widespread allegations.", TALKS, None),
        ("Snow fell on Bob Day.", TALKS, None),
        ("Snow fell.", "", None),
    ],
)
def test_what_stands_in_anothers_place(claim: str, source: str, expected: str | None) -> None:
    assert exchanged(claim, [source]) == expected


def test_it_is_laid_beside_the_nearest_source_only() -> None:
    sources = [
        "Around 300 soldiers were killed in Kursk.",
        "Around 400 soldiers were killed in Kyiv.",
    ]
    assert exchanged("Around 400 soldiers were killed in Kyiv.", sources) is None
