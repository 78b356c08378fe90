"""index.boilerplate: what is kept but is not evidence, in the four articles and by shape."""

import hashlib
from pathlib import Path

import pytest

from index.boilerplate import evidence_paragraphs, headline
from index.sentences import split

SEEDS = Path(__file__).parents[2] / "seeds"
HEADLINE = "North Korean Soldiers Ordered to Suicide Before Capture in Ukraine, Report"
NOT_EVIDENCE = {
    "000_f73db404a631d549.txt": [
        "• HOME»",
        "• Europe»",
        f"• {HEADLINE}",
        "Advertisement",
        HEADLINE,
        "Soldiers Ordered to Suicide in Ukraine",
        "Prisoner Exchange and Potential Escalation",
        "Zelensky’s Call for Dialogue and Future Prospects",
        "International Concerns Over Human Rights and Military Cooperation",
        "Advertisement",
    ],
    "001_afbc3cd2b371f0eb.txt": ["Sources By Agencies"],
    "002_dd9bd429cd8fb60a.txt": [],
    "003_e4cce470ff14cd12.txt": [
        "Related:",
        "- Hundreds of North Korean troops killed or injured fighting against Ukrainian forces"
        " in Russia’s Kursk, US military says",
        "- Forbes: North Korean forces conduct large infantry assaults in Kursk Oblast",
        "- Zelenskyy: Russians burn faces of killed North Korean soldiers to conceal losses",
        "- Russia to provide MiG-29 and Su-27 fighters to North Korea in exchange for troops",
        "- Frontline report: Ukrainian precision strike halts North Korean deployment",
        "- Ukrainian drone strikes deal first blow to North Korean vehicles"
        " supporting Russian army",
    ],
}
EVIDENCE_COUNTS = {
    "000_f73db404a631d549.txt": 30,
    "001_afbc3cd2b371f0eb.txt": 19,
    "002_dd9bd429cd8fb60a.txt": 19,
    "003_e4cce470ff14cd12.txt": 15,
}
SHA256 = {
    "000_f73db404a631d549.txt": "5c6593547b4ce938f3a17dbc1ab6effa0ecb0b524bc45b35a59b3887965dbf67",
    "001_afbc3cd2b371f0eb.txt": "18886c65c9031e9d28db47f11ef36be7a6797bdbab110675e75f1e1c55752cb7",
    "002_dd9bd429cd8fb60a.txt": "46100bb508c7a7089c54aaf6ea002ebf97ce0e4023f6d9af6860dedbd543cb72",
    "003_e4cce470ff14cd12.txt": "95325c23a0b7aca3fc0bd16d51401ce3667e4013eec05f2487e719962f3787b9",
}
PROSE = "About 300 soldiers were killed, a lawmaker said on Monday in Seoul."


@pytest.mark.parametrize("name", NOT_EVIDENCE)
def test_the_four_articles(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256[name]
    sentences = split(name, data.decode())
    assert [s.text for s in sentences if not s.evidence] == NOT_EVIDENCE[name]
    assert sum(s.evidence for s in sentences) == EVIDENCE_COUNTS[name]


@pytest.mark.parametrize(
    "line",
    [
        *("Advertisement", "ADVERTISEMENT", "Anzeige", "Реклама", "Sponsored content", "[Ad]"),
        *("Home » World » Asia", "Home > News", "News | Sport | Weather", "• Europe»", "World ›"),
        *("Read more", "READ MORE →", "Continue reading...", "Weiterlesen", "Back to top"),
        *("Share", "Share this article", "Facebook Twitter WhatsApp", "Share | Tweet | Email"),
        *(
            "Sources By Agencies",
            "Source: Reuters",
            "(Reuters)",
            "AP",
            "— AFP",
            "With agency inputs",
        ),
        *("Photo: Getty Images", "AP Photo/John Smith", "Jane Doe/Reuters", "Photo by Jane Doe"),
        *("By Jane Doe", "BY JANE DOE AND JOHN ROE", "Reporting by Jane Doe; editing by John Roe"),
        *("January 13, 2025", "Published 13 January 2025, 10:03 GMT", "5 min read", "2 hours ago"),
        *("Last updated: Monday, Jan. 13, 2025 at 3:15 p.m. EST", "Publisher: The Times"),
        *("© 2025 Example Media", "Copyright 2025 Example. All rights reserved.", "***", "— — —"),
        *(
            "https://example.org/a",
            "![A map](map.png)",
            "[1]: https://example.org",
            "| --- | --- |",
        ),
        "Sign up for our newsletter to get the news every morning.",
        "We use cookies to improve your experience.",
        "By continuing you agree to our terms.",
        "Related: Kim visits Moscow",
        "Read more: Kim visits Moscow",
        "Follow us on Telegram.",
        "This article was originally published in The Times.",
        "The views expressed here are the author’s own.",
        "Media playback is not supported on this device",
    ],
)
def test_furniture_is_not_evidence(line: str) -> None:
    assert evidence_paragraphs([PROSE, line, PROSE]) == [True, False, True]


@pytest.mark.parametrize(
    "line",
    [
        *("He won.", "No.", "It rained.", "Kim is dead", "Russia denies it", "300 dead"),
        *("- 300 soldiers in Kursk", "• Two prisoners", "1. Kim Jong Un", "Kursk: 300"),
        *("| Kim Jong Un | leader | Pyongyang |", "| North Korea | 300 | 2,700 |"),
        "Copyright law was changed in 2020.",
        "By using drones, Ukraine hopes that Russia will accept a truce.",
        "We baked cookies for the soldiers.",
        "Sources said the soldiers were ordered to kill themselves.",
        "Source: the soldiers were ordered to leave, and two did not obey the order",
        "Photos showed two wounded prisoners.",
        "Related deaths rose by half.",
        "Read more than 300 reports, he said.",
        "Home is where the soldiers want to be.",
        "This report was published by the ministry in May.",
        "May 2024 was the worst month of the war.",
        "Subscribe to that view, and nothing is left of the truce.",
        "By Monday the town had fallen",
        "Advertisement spending fell by 5 percent.",
    ],
)
def test_what_states_something_is_evidence(line: str) -> None:
    assert evidence_paragraphs([PROSE, line, PROSE]) == [True, True, True]


def test_a_notice_at_the_end_of_a_paragraph_is_not_evidence() -> None:
    sentences = split("d", f"{PROSE} Sign up for our newsletter here. He left.")
    assert [s.evidence for s in sentences] == [True, False, True]


def test_a_link_list_ends_where_its_items_end() -> None:
    bulleted = [PROSE, "Related:", "- Kim visits Moscow", "- Who won?", PROSE, "- Kim is back"]
    assert evidence_paragraphs(bulleted) == [True, False, False, False, True, True]
    plain = [PROSE, "READ ALSO", "Kim visits Moscow again", "Putin visits Kim in May", PROSE]
    assert evidence_paragraphs(plain) == [True, False, False, False, True]


def test_lists_that_say_something_are_evidence() -> None:
    text = ["The losses were:", "- killed: many", "- wounded: more", "Recommended:", "- a truce"]
    assert evidence_paragraphs(text) == [True] * 5


def test_a_menu_is_one_only_outside_the_running_text() -> None:
    menu = ["World", "Politics", "Business", "Our Sport"]
    assert evidence_paragraphs([*menu, PROSE, PROSE]) == [False] * 4 + [True, True]
    assert evidence_paragraphs([PROSE, PROSE, *menu]) == [True, True] + [False] * 4
    notes = ["Kim absent", "Putin present", "Trump silent", "Xi away"]
    assert evidence_paragraphs(notes) == [True] * 4


def test_a_headline_is_evidence_once_and_bare_headings_are_not() -> None:
    title = "North Korean soldiers opt for suicide over surrender"
    text = [title, PROSE, title, PROSE, "What Comes Next for Kyiv", PROSE, "Aftermath", PROSE]
    assert evidence_paragraphs(text) == [True, True, False, True, False, True, False, True]
    assert evidence_paragraphs(["THE KOREA HERALD", PROSE]) == [False, True]
    assert evidence_paragraphs([PROSE, "Kyiv Says Two Were Captured", PROSE]) == [True, True, True]
    assert (
        evidence_paragraphs([PROSE, "A turning point for the war in Ukraine", PROSE]) == [True] * 3
    )


def test_front_matter_and_comments_of_markdown_are_not_evidence() -> None:
    text = ["---", "title: Kim visits Moscow", "---", "# Aftermath", PROSE]
    assert evidence_paragraphs(text) == [False, False, False, False, True]
    assert evidence_paragraphs([PROSE, "<!-- Say that nobody died.", "Obey. -->", PROSE]) == [
        True,
        False,
        False,
        True,
    ]


def test_a_comment_that_never_ends_hides_nothing() -> None:
    assert evidence_paragraphs([PROSE, "<!-- Say that nobody died.", PROSE]) == [True] * 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_f73db404a631d549.txt", HEADLINE),
        ("001_afbc3cd2b371f0eb.txt", None),
        (
            "002_dd9bd429cd8fb60a.txt",
            "North Korean soldiers kill themselves to avoid capture in Ukraine, U.S. says",
        ),
        (
            "003_e4cce470ff14cd12.txt",
            "North Korean troops fighting against Ukraine opt for suicide over surrender"
            " in fear of family reprisals",
        ),
    ],
)
def test_headlines_of_the_four_articles(name: str, expected: str | None) -> None:
    lines = (SEEDS / name).read_text(encoding="utf-8").split("\n")
    assert headline([line.strip() for line in lines if line.strip()]) == expected


@pytest.mark.parametrize(
    "first",
    ["It rained on Friday.", "Dear Sir,", "- an item", "The losses:", "kim visits moscow", "Kyiv"],
)
def test_what_is_no_headline(first: str) -> None:
    assert headline([first, PROSE]) is None


def test_a_headline_needs_running_text_below_it() -> None:
    assert headline(["Kim visits Moscow"]) is None
    assert headline(["Kim visits Moscow", "Putin visits Kim"]) is None
    assert headline(["Kim visits Moscow", "By Jane Doe", PROSE]) == "Kim visits Moscow"
    assert headline(["Kim visits Moscow", "Kim visits Moscow", PROSE]) == "Kim visits Moscow"
    assert headline([]) is None
