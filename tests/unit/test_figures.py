"""Figures: a table of phrases with the exact value of each."""

import pytest

from rag.figures import figures

# phrase | text of the figure ("=": the whole phrase) | kind | low | high | hedge | unit
PHRASES = """
300 soldiers | 300 | count | 300 | 300
1,234 soldiers | 1,234 | count | 1234 | 1234
12,345,678 people | 12,345,678 | count | 12345678 | 12345678
1,23,456 people | 1,23,456 | count | 123456 | 123456
10 000 troops | 10 000 | count | 10000 | 10000
twenty-three soldiers | twenty-three | count | 23 | 23
Twenty three soldiers | Twenty three | count | 23 | 23
a hundred soldiers | a hundred | count | 100 | 100
one hundred and five soldiers | one hundred and five | count | 105 | 105
two hundred and fifty thousand people | two hundred and fifty thousand | count | 250000 | 250000
twelve hundred people | twelve hundred | count | 1200 | 1200
three million two hundred thousand | = | count | 3200000 | 3200000
a dozen eggs | a dozen | count | 12 | 12
two dozen people | two dozen | count | 24 | 24
half a dozen shots | half a dozen | count | 6 | 6
1.2 million people | 1.2 million | count | 1200000 | 1200000
1.2m people | 1.2m | count | 1200000 | 1200000
3bn people | 3bn | count | 3000000000 | 3000000000
300k followers | 300k | count | 300000 | 300000
5 lakh people | 5 lakh | count | 500000 | 500000
2 crore people | 2 crore | count | 20000000 | 20000000
half a million people | half a million | count | 500000 | 500000
two and a half million people | two and a half million | count | 2500000 | 2500000
a million people | a million | count | 1000000 | 1000000
zero cases | zero | count | 0 | 0
2½ million people | 2½ million | count | 2500000 | 2500000
.5 percent | = | percent | 0.5 | 0.5 |  | %
0.5% | = | percent | 0.5 | 0.5 |  | %
12.5 per cent | = | percent | 12.5 | 12.5 |  | %
5 pct | = | percent | 5 | 5 |  | %
7 percent | = | percent | 7 | 7 |  | %
3 percentage points | = | percent | 3 | 3 |  | percentage point
25 basis points | = | percent | 25 | 25 |  | basis point
a quarter of a percentage point | = | percent | 0.25 | 0.25 |  | percentage point
10-15 percent | = | percent | 10 | 15 |  | %
10–15% | = | percent | 10 | 15 |  | %
between 38 and 41 per cent | = | percent | 38 | 41 |  | %
from 5 to 7 percent | 5 to 7 percent | percent | 5 | 7 |  | %
5% to 7% | = | percent | 5 | 7 |  | %
a third of voters | a third | fraction | 33.333333 | 33.333333 |  | %
two-thirds of voters | two-thirds | fraction | 66.666667 | 66.666667 |  | %
three quarters of them | three quarters | fraction | 75 | 75 |  | %
half of the voters | half | fraction | 50 | 50 |  | %
nearly half of them | nearly half | fraction | 50 | 50 | nearly | %
2/3 of them | 2/3 | fraction | 66.666667 | 66.666667 |  | %
one in five people | one in five | fraction | 20 | 20 |  | %
roughly one voter in four had left | roughly one voter in four | fraction | 25 | 25 | roughly | %
one voter in 20. | one voter in 20 | fraction | 5 | 5 |  | %
nine out of 10 people | nine out of 10 | fraction | 90 | 90 |  | %
3 out of 4 people | 3 out of 4 | fraction | 75 | 75 |  | %
around 300 | = | count | 300 | 300 | around
about 300 | = | count | 300 | 300 | about
approximately 300 | = | count | 300 | 300 | approximately
roughly 300 | = | count | 300 | 300 | roughly
some 300 people | some 300 | count | 300 | 300 | some
an estimated 11,000 soldiers | an estimated 11,000 | count | 11000 | 11000 | an estimated
close to 300 | = | count | 300 | 300 | close to
in the region of 300 | = | count | 300 | 300 | in the region of
~300 | = | count | 300 | 300 | ~
300 or so | = | count | 300 | 300 | or so
20-odd people | 20-odd | count | 20 | 20 | -odd
over 300 | = | count | 300 |  | over
more than 300 | = | count | 300 |  | more than
surpassed 3,000 | = | count | 3000 |  | surpassed
exceeding 3,000 | = | count | 3000 |  | exceeding
in excess of 300 | = | count | 300 |  | in excess of
upwards of 300 | = | count | 300 |  | upwards of
well over 300 | = | count | 300 |  | well over
just over 300 | = | count | 300 |  | just over
at least 300 | = | count | 300 |  | at least
no fewer than 300 | = | count | 300 |  | no fewer than
not less than 300 | = | count | 300 |  | not less than
a minimum of 300 | = | count | 300 |  | a minimum of
300 or more | = | count | 300 |  | or more
300-plus | = | count | 300 |  | -plus
300+ | = | count | 300 |  | +
under 300 | = | count |  | 300 | under
less than 300 | = | count |  | 300 | less than
fewer than 300 | = | count |  | 300 | fewer than
up to 300 | = | count |  | 300 | up to
as many as 300 | = | count |  | 300 | as many as
no more than 300 | = | count |  | 300 | no more than
not more than 300 | = | count |  | 300 | not more than
at most 300 | = | count |  | 300 | at most
a maximum of 300 | = | count |  | 300 | a maximum of
300 or fewer | = | count |  | 300 | or fewer
nearly 300 | = | count | 300 | 300 | nearly
almost 300 | = | count | 300 | 300 | almost
just under 300 | = | count | 300 | 300 | just under
just short of 300 | = | count | 300 | 300 | just short of
dozens of people | dozens | count | 12
scores of people | scores | count | 20
hundreds of people | hundreds | count | 100
thousands | = | count | 1000
tens of thousands | = | count | 10000
hundreds of thousands of people | hundreds of thousands | count | 100000
several hundred people | several hundred | count | 100
a few thousand people | a few thousand | count | 1000
many thousands of people | many thousands | count | 1000
several soldiers | several | count
a few soldiers | a few | count
a couple of soldiers | a couple of | count | 2 | 2
300 to 400 people | 300 to 400 | count | 300 | 400
300-400 people | 300-400 | count | 300 | 400
300–400 people | 300–400 | count | 300 | 400
between 300 and 400 people | between 300 and 400 | count | 300 | 400
two or three people | two or three | count | 2 | 3
1 to 2 million people | 1 to 2 million | count | 1000000 | 2000000
1.5-2 million people | 1.5-2 million | count | 1500000 | 2000000
between one hundred and two hundred | = | count | 100 | 200
$5 | = | money | 5 | 5 |  | USD
$1.5 billion | = | money | 1500000000 | 1500000000 |  | USD
$1.5bn | = | money | 1500000000 | 1500000000 |  | USD
US$42.78 mn | = | money | 42780000 | 42780000 |  | USD
£30m | = | money | 30000000 | 30000000 |  | GBP
€40,000 | = | money | 40000 | 40000 |  | EUR
A$5m | = | money | 5000000 | 5000000 |  | AUD
C$3 million | = | money | 3000000 | 3000000 |  | CAD
¥500 | = | money | 500 | 500 |  | JPY
Rs 500 crore | = | money | 5000000000 | 5000000000 |  | INR
USD 5 million | = | money | 5000000 | 5000000 |  | USD
EUR 300 | = | money | 300 | 300 |  | EUR
30 million dollars | = | money | 30000000 | 30000000 |  | USD
20 euros | = | money | 20 | 20 |  | EUR
5 trillion won | = | money | 5000000000000 | 5000000000000 |  | KRW
50 cents | = | money | 50 | 50 |  | cent
50p | = | money | 50 | 50 |  | penny
$2-3 billion | = | money | 2000000000 | 3000000000 |  | USD
$2 million to $3 million | = | money | 2000000 | 3000000 |  | USD
between £2m and £3m | = | money | 2000000 | 3000000 |  | GBP
about $5m | = | money | 5000000 | 5000000 | about | USD
more than £18m | = | money | 18000000 |  | more than | GBP
$360-per-month | $360 | money | 360 | 360 |  | USD
10 km | = | measure | 10 | 10 |  | km
10km | = | measure | 10 | 10 |  | km
5 miles | = | measure | 5 | 5 |  | mile
100m race | 100m | measure | 100 | 100 |  | m
1.2m tall | 1.2m | measure | 1.2 | 1.2 |  | m
516.9 square kilometres | = | measure | 516.9 | 516.9 |  | sq km
18,000 cubic meters | = | measure | 18000 | 18000 |  | cu m
26,000 m³ | = | measure | 26000 | 26000 |  | cu m
40 km² | = | measure | 40 | 40 |  | sq km
20 gigawatt hours | = | measure | 20 | 20 |  | GWh
1.2 terawatt-hours | = | measure | 1.2 | 1.2 |  | TWh
23,448 acres | = | measure | 23448 | 23448 |  | acre
60 mph | = | measure | 60 | 60 |  | mph
12kg | = | measure | 12 | 12 |  | kg
5 tonnes | = | measure | 5 | 5 |  | tonne
-5 degrees Celsius | = | measure | -5 | -5 |  | °C
20°C | = | measure | 20 | 20 |  | °C
minus 3 degrees | = | measure | -3 | -3 |  | °
10 m2 | = | measure | 10 | 10 |  | sq m
500 MW | = | measure | 500 | 500 |  | MW
27-yard goal | 27-yard | measure | 27 | 27 |  | yard
seven days | = | duration | 7 | 7 |  | day
48 hours | = | duration | 48 | 48 |  | hour
a 10-year plan | 10-year | duration | 10 | 10 |  | year
two-year deal | two-year | duration | 2 | 2 |  | year
half an hour | = | duration | 0.5 | 0.5 |  | hour
an hour and 21 minutes | = | duration | 81 | 81 |  | minute
3 hours 20 minutes | = | duration | 200 | 200 |  | minute
a day and a half | = | duration | 1.5 | 1.5 |  | day
2.5 hours | = | duration | 2.5 | 2.5 |  | hour
18 months | = | duration | 18 | 18 |  | month
six weeks | = | duration | 6 | 6 |  | week
over three days | three days | duration | 3 | 3 |  | day
for over three days | over three days | duration | 3 |  | over | day
a 20-year-old man | 20-year-old | age | 20 | 20 |  | year
23 years old | = | age | 23 | 23 |  | year
aged 23 | 23 | age | 23 | 23 |  | year
a boy of nine who | nine | age | 9 | 9 |  | year
a mother of two | two | count | 2 | 2
at the age of 15 | 15 | age | 15 | 15 |  | year
Jones, 31, suffered | 31 | age | 31 | 31 |  | year
children under five | under five | age |  | 5 | under | year
people over 65 | over 65 | age | 65 |  | over | year
in her 30s | 30s | age | 30 | 39 |  | year
an 18-month-old baby | 18-month-old | age | 18 | 18 |  | month
November 5, 2024 | = | date | 20241105 | 20241105
November 5th, 2024 | = | date | 20241105 | 20241105
5 November 2024 | = | date | 20241105 | 20241105
the 5th of November | 5th of November | date
Nov. 5 | = | date
Sept. 15, 2020 | = | date | 20200915 | 20200915
2024-11-05 | = | date | 20241105 | 20241105
25/12/2024 | = | date | 20241225 | 20241225
12/25/2024 | = | date | 20241225 | 20241225
11/05/2024 | = | date | 20240101 | 20241231
25.12.2024 | = | date | 20241225 | 20241225
November 2024 | = | date | 20241101 | 20241130
in August | August | date
late 2023 | = | date | 20230901 | 20231231
early 2023 | = | date | 20230101 | 20230430
mid-2023 | = | date | 20230501 | 20230831
late August 2024 | = | date | 20240821 | 20240831
the 1990s | 1990s | date | 19900101 | 19991231
the early 1990s | early 1990s | date | 19900101 | 19931231
the late 1990s | late 1990s | date | 19970101 | 19991231
the 1800s | 1800s | date | 18000101 | 18991231
in 2022 | 2022 | date | 20220101 | 20221231
the 2022 invasion | 2022 | date | 20220101 | 20221231
since 1917 | 1917 | date | 19170101 | 19171231
1938–1941 | = | date | 19380101 | 19411231
2019-20 | = | date | 20190101 | 20201231
2023/24 | = | date | 20230101 | 20241231
Q3 2024 | = | date | 20240701 | 20240930
the third quarter of 2024 | third quarter of 2024 | date | 20240701 | 20240930
summer 2024 | = | date | 20240101 | 20241231
the '60s | 60s | date
Friday | = | date
Friday, November 5, 2024 | = | date | 20241105 | 20241105
5-7 November 2024 | = | date | 20241105 | 20241107
44 BC | = | date
800 AD | = | date | 8000101 | 8001231
the sixth of October | sixth of October | date
2:30 p.m. | = | time | 870 | 870 |  | pm
14:30 | = | time | 870 | 870 |  | 24h
9am | = | time | 540 | 540 |  | am
2.30am | = | time | 150 | 150 |  | am
9 a.m. | = | time | 540 | 540 |  | am
3 am | = | time | 180 | 180 |  | am
1:39.280 | = | not parsed
the third attack | third | ordinal | 3 | 3
20th anniversary | 20th | ordinal | 20 | 20
twenty-first century | twenty-first | ordinal | 21 | 21
his second goal | second | ordinal | 2 | 2
won 2-1 | 2-1 | score | 1 | 2
6-4 | = | score | 4 | 6
a 1-1 draw | 1-1 | score | 1 | 1
No. 1 | 1 | label | 1 | 1
number 10 | 10 | label | 10 | 10
Chapter 11 | 11 | label | 11 | 11
Article 5 | 5 | label | 5 | 5
Flight 370 | 370 | label | 370 | 370
the Boeing 737 was | 737 | label | 737 | 737
twice | = | multiple | 2 | 2 |  | times
three times | = | multiple | 3 | 3 |  | times
doubled | = | multiple | 2 | 2 |  | times
more than doubled | = | multiple | 2 |  | more than | times
threefold | = | multiple | 3 | 3 |  | times
a three-fold rise | three-fold | multiple | 3 | 3 |  | times
10x | = | multiple | 10 | 10 |  | times
1.000 people | 1.000 | not parsed
€2,5 Mio. | €2,5 | not parsed
2,5 people | 2,5 | not parsed
1,2,3 | = | not parsed
3.125 people | 3.125 | not parsed
3.125% | = | percent | 3.125 | 3.125 |  | %
3.125 million | = | count | 3125000 | 3125000
four-bedroom house | four | count | 4 | 4
at least one soldier | at least one | count | 1 |  | at least
one soldier | one | count | 1 | 1
12 others | 12 | count | 12 | 12
""".strip().splitlines()

NO_FIGURES = """
Su-27
MiG-29 and Su-27 fighters
F-16
COVID-19
Covid-19
9/11
24/7
G7
G20 summit
the M62
5G
3D
a 4K screen
X.25
text [1] and [2, 3]
text 【1】 and ［2, 3］, ⟦4⟧
+44 20 7946 0958
555-123-4567
(020) 7946 0958
one of the soldiers
no one
one another
this one
at first
first responders
the first lady
a second later
World War II
Louis XIV
the Kh-101 missile
version 3.11.7
H-1B visa
10-K filing
7-Eleven
may be
may fall
on the march
interleukin-12
""".strip().splitlines()


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize("row", PHRASES)
def test_phrase(row: str) -> None:
    phrase, text, kind, low, high, hedge, unit = (
        cell.strip() for cell in (row + " |" * (6 - row.count("|"))).split("|")
    )
    found = figures(phrase)
    assert [(f.text, f.kind, f.low, f.high, f.hedge or "", f.unit or "") for f in found] == [
        (phrase if text == "=" else text, kind, _number(low), _number(high), hedge, unit)
    ]


def test_the_table_is_long() -> None:
    assert len(PHRASES) >= 150


@pytest.mark.parametrize("phrase", NO_FIGURES)
def test_names_and_idioms_are_no_figures(phrase: str) -> None:
    assert figures(phrase) == ()
