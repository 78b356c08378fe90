"""Who says what, by name, pronoun or description; whom they relay; names and their variants."""

import pytest

from rag.speakers import full_name, names, relayed_source, same_name, speakers

# sentence | speakers in order
SAID = """
Police said 12 people were hurt. | Police
"We will win," said Foo Bar, the coach. | Foo Bar
The quake killed 20 people, the USGS said. | USGS
Losses are heavy, according to US National Security Council spokesperson John Kirby. | John Kirby
According to the lawmaker, Lee Seong-kweun, they were sent. | Lee Seong-kweun
According to a report by Amnesty International, 45 died. | Amnesty International
Kirby quoted a lower toll, saying more than 1,000 have died. | Kirby ; Kirby
It was sent, with Seoul estimating over 10,000 troops. | Seoul
Lee, who spoke to reporters after a briefing, revealed the losses. | Lee
Figures from the Interior Ministry show 45 deaths. | Interior Ministry
Officials told Reuters that 30 people died. | Officials
Several officials said 12 people died. | Several officials
First Minister Ann Lee said 12 people died. | Ann Lee
More than 20 witnesses said that 5 people died. | witnesses
The United States believes that Russia will agree. | United States
Gen. Mark Milley, chairman of the Joint Chiefs, estimated 100,000 casualties. | Mark Milley
Some 15 died, according to the Thai army, which estimated 20. | Thai army ; Thai army
The ministry has not confirmed the toll. |
The report was published on Friday. |
The war has now claimed the lives of many. |
Disturbing reports have surfaced. |
The first warning reached the valley at 3:52 a.m. |
Lee said of the flood that it came early. | Lee
Clinics count 40 cases, and doctors fear more, said Dr. Ann Lee, who leads the aid. | Ann Lee
The minister, a lawyer, said Kyiv, Lima and Oslo would pay. | minister
Lee, and later Kirby, said 12 died. | Lee
""".strip().splitlines()


@pytest.mark.parametrize("row", SAID)
def test_speakers(row: str) -> None:
    sentence, _, expected = row.partition("|")
    found = [said.speaker for said in speakers(sentence.strip())]
    assert found == list(filter(None, (name.strip() for name in expected.split(";"))))


def test_the_words_that_are_said() -> None:
    sentence = "Lee reported that 300 died, but Kirby said 1,000 were killed."
    found = [(said.speaker, sentence[said.start : said.end]) for said in speakers(sentence)]
    assert found == [
        ("Lee", "reported that 300 died, but Kirby"),
        ("Kirby", "said 1,000 were killed."),
    ]


def test_words_before_the_verb() -> None:
    (said,) = speakers("These suicides, he said, were likely out of fear.", ("Kirby said so.",))
    assert (said.speaker, said.start, said.end) == ("Kirby", 0, 49)


def test_he_is_the_last_person_and_no_capital_city() -> None:
    before = ("President Zelensky offered an exchange.", "Washington accused Moscow of delay.")
    assert [said.speaker for said in speakers("He added that more would follow.", before)] == [
        "Zelensky"
    ]


def test_a_pronoun_without_anybody_has_no_speaker() -> None:
    assert speakers("He added that more would follow.") == ()


def test_a_family_name_becomes_the_full_name_of_the_sentence_before() -> None:
    before = ("White House spokesperson John Kirby spoke.",)
    assert [said.speaker for said in speakers("Kirby said so.", before)] == ["John Kirby"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "The ministry reported 300 cases, citing the World Health Organization.",
            "World Health Organization",
        ),
        ("Lee spoke after a briefing from the NIS.", "NIS"),
        ("The figures were released by the Interior Ministry.", "Interior Ministry"),
        ("The figures were released on Friday.", None),
    ],
)
def test_relayed_source(sentence: str, source: str | None) -> None:
    assert relayed_source(sentence) == source


def test_a_neighbour_names_the_source_of_these_figures() -> None:
    after = ("Seoul’s National Intelligence Service (NIS) revealed these figures in a briefing.",)
    assert [(s.speaker, s.relayed) for s in speakers("Lee said 300 died.", (), after)] == [
        ("Lee", "NIS")
    ]


def test_full_name_of_a_description() -> None:
    texts = ("According to the lawmaker, Lee Seong-kweun, they were sent.",)
    assert full_name("South Korean lawmaker", texts) == "Lee Seong-kweun"
    assert full_name("Kirby", ("John Kirby spoke.",)) == "John Kirby"
    assert full_name("Kirby", ("Nobody spoke.",)) == "Kirby"


# sentence | names in order
NAMED = """
Ukrainian President Volodymyr Zelensky slept. | Ukrainian ; Volodymyr Zelensky
He met Kim Jong Un. | Kim Jong Un
U.S. Secretary of State Antony Blinken spoke. | U.S. ; Antony Blinken
Security Council spokesperson John Kirby spoke. | Security Council ; John Kirby
Seoul’s National Intelligence Service (NIS) knew. | Seoul ; National Intelligence Service ; NIS
The Ministry of Defence and the Bank of England agreed. | Ministry of Defence ; Bank of England
Ursula von der Leyen visited Rio de Janeiro. | Ursula von der Leyen ; Rio de Janeiro
The ruling Workers’ Party met on Friday in August. | Workers’ Party
Cardiff manager Russell Slade waited. | Cardiff ; Russell Slade
Soldiers were sent home. |
However, they’re going. |
Russia sent Su-27 jets and MiG-29 jets. | Russia ; Su-27 ; MiG-29
""".strip().splitlines()


@pytest.mark.parametrize("row", NAMED)
def test_names(row: str) -> None:
    sentence, _, expected = row.partition("|")
    assert names(sentence.strip()) == tuple(
        filter(None, (name.strip() for name in expected.split(";")))
    )


SAME = [
    ("Zelensky", "Zelenskyy"),
    ("Zelenskiy", "President Volodymyr Zelensky"),
    ("Mr Zelensky", "Ukrainian President Volodymyr Zelenskyy"),
    ("NIS", "National Intelligence Service"),
    ("WHO", "World Health Organization"),
    ("US", "U.S."),
    ("United States", "American"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Lee Seong Kweun", "Lee Seong-kweun"),
    ("Seong-kweun Lee", "Lee Seong-kweun"),
    ("J. Kirby", "John Kirby"),
    ("Antony Blinken", "Antony John Blinken"),
    ("Kyiv", "Kiev"),
    ("Ministry of Defence", "Defense Ministry"),
    ("Erdoğan", "Erdogan"),
]
DIFFERENT = [
    ("Lee Seong-kweun", "Lee Jae-myung"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("North Korea", "South Korea"),
    ("Russia", "Ukraine"),
    ("John Kirby", "Jack Kirby"),
    ("George H. W. Bush", "George W. Bush"),
    ("Bill Clinton", "Hillary Clinton"),
    ("White House", "House"),
    ("Su-27", "Su-35"),
    ("NIS", "National Intelligence Agency"),
    ("Johnson", "Jensen"),
    ("Julia", "Julian"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_names(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        ("The institute counted five deaths, two more than the city has acknowledged.", (), []),
        (
            "She estimated the daily loss at 1.2 million.",
            (
                "Brenholt says that each day costs it 2 million.",
                "Carys Oberlin, an analyst at Feldmark Bank, considered that too high.",
            ),
            ["Carys Oberlin"],
        ),
        (
            "According to him, 46 families have signed up.",
            ("A lawyer, Teodor Wick, said that he would sue.",),
            ["Teodor Wick"],
        ),
    ],
)
def test_no_amount_speaks_and_she_is_whom_the_sentence_before_begins_with(
    sentence: str, before: tuple[str, ...], expected: list[str]
) -> None:
    assert [found.speaker for found in speakers(sentence, before)] == expected
