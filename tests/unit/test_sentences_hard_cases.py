"""Cases that splitters get wrong; docs/sentence-splitters.md says how they were chosen.

A bar stands where a sentence begins inside the line.
"""

import pytest

from index.segmenter import sentence_starts

CASES = [
    ("en", "The U.S. said on Friday that it would act."),
    (
        "en",
        "U.S. President-elect Trump spoke to U.S. Secretary of State Blinken. |Both agreed.",
    ),
    ("en", "He moved to the U.S. in 1991. |She stayed."),
    ("en", "A guard at the U.S. Census Bureau headquarters was shot."),
    ("en", "It is cheaper in the U.K. |In the U.S. it is not."),
    ("en", "The U.N. Security Council met. |The U.N. did not vote."),
    ("en", "Officials in Washington, D.C. |The mayor arrived late."),
    ("en", "J. K. Rowling and J.R.R. Tolkien sold millions. |So did C. S. Lewis."),
    ("en", "Charles W. Eliot led Harvard. |He retired in 1909."),
    ("en", "George W. Bush met Vladimir V. Putin. |They shook hands."),
    ("en", "Mr. Smith met Mrs. Jones, Ms. Lee and Dr. Brown. |Prof. Green was absent."),
    (
        "en",
        "Gen. Mark Milley and Lt. Col. Vindman testified. |Sen. Warren and Rep. Cortez asked.",
    ),
    ("en", "Gov. Newsom signed it. |St. Petersburg and St. Louis are cities."),
    ("en", "No. 5 is alive. |No. 6 is not."),
    ("en", "He ranked No. 10 in the world. |Is it true? |No. |It is false."),
    ("en", "Losses rose 3.5 percent to $1.2 billion. |Shares fell by 0.7 points."),
    ("en", "About 2,700 were wounded and 300 killed. |More than 11,000 were sent."),
    ("en", "The deal is worth €4.5bn. |It closes in 2025."),
    ("en", "The meeting starts at 5 p.m. |Everyone is invited."),
    ("en", "It closed on Jan. 5, 2025. |It reopened on Feb. 1."),
    ("en", "Apple Inc. reported profits. |Acme Corp. and Foo Ltd. did not."),
    ("en", "She works for Widgets Inc. |He works for Acme Co. Ltd. in London."),
    ("en", "Smith vs. Jones was decided in 1999. |See Fig. 3 and pp. 12-15."),
    ("en", "They sell apples, pears, etc. |The shop opens at nine."),
    ("en", "Use a tool, e.g. a hammer, i.e. something hard. |Then stop."),
    ("en", "“These suicides,” he said, “were likely out of fear.” |He added nothing."),
    ("en", "He called it a “historic move.” |Nobody agreed."),
    ("en", "The mission was only “training.” |Some soldiers have died."),
    ("en", '"We lost," he said. |"We will win next time."'),
    ("en", '"Is that so?" she asked. |"Yes!" he shouted.'),
    ("en", "“Why now?” asked Kirby. |“Because we can.”"),
    ("en", "Still, they could not capture them, he added. |“Their own people are executing them.”"),
    ("en", "“We came first. They came second,” said Kirby. |He left."),
    ("en", '"We came first. They came second," said Kirby. |He left.'),
    ("en", "He said: ‘I did it. I’d do it again.’ |Then he left."),
    (
        "en",
        "He said that while “several” were captured they were “seriously wounded.” |Others died.",
    ),
    ("en", "The students’ union voted. |The teachers’ union did not. |It’s over."),
    (
        "en",
        "Kim Jong Un's army and the soldiers' families suffered. |That's all that O'Brien said.",
    ),
    ("en", "He lost (badly). |She won (again.) |They drew."),
    ("en", "(This is an aside.) |The rest follows."),
    ("en", "The report (see p. 5) is clear. |It was published in 2024."),
    ("en", "The house is now a restaurant (see above). |It is old."),
    ("en", "\"The house is a 'historic building.'\" |It was sold."),
    ("en", "What happened? |Nobody knows! |It is a mystery."),
    ("en", "He paused… |Then he spoke."),
    ("en", "He paused ... and then he spoke. |She listened."),
    ("en", "He said he would “... never surrender” to them. |They laughed."),
    ("en", "Wait… what? |I do not know."),
    ("en", "Yahoo! is a company. |It was sold in 2017."),
    ("en", "Visit www.example.com for more. |Write to a.b@example.org today."),
    ("en", "The file is named report.v2.final.pdf. |Open it."),
    ("en", "Version 2.0.1 is out. |Python 3.11 is required."),
    ("en", "The Su-27 and MiG-29 jets arrived. |Two were lost."),
    ("en", "It happened in 2022. |2023 was worse."),
    ("en", "300 soldiers died in 2024. |2,700 were wounded."),
    ("en", "He left in the 1990s. |1,000 people followed."),
    ("en", "He is from Kursk. |iPhone sales rose. |eBay shares fell."),
    ("en", "The NIS confirmed it. |NATO did not. |EU leaders met."),
    ("en", "I asked him what he saw. |“Nothing,” he said."),
    ("en", "The president, who met Kim Jong Un on Jan. 3, left. |He flew home."),
    ("en", "The C.I.A. and the F.B.I. disagree. |So does M.I.6."),
    ("en", "He has a Ph.D. in physics. |She has an M.A. and a B.Sc."),
    ("en", "Robert Downey Jr. plays Iron Man. |Sammy Davis Jr. sang."),
    ("en", "He lives at 10 St. James St. in London. |She lives on Fifth Ave. in New York."),
    ("en", "The share price hit £3.50. |The firm paid 5p. a share."),
    ("en", "Turn to Art. 5 of the treaty. |Sec. 3 says more."),
    ("en", "Capt. Cook sailed. |Maj. Tom did not."),
    ("en", "Is 5.5 more than 5? |Yes."),
    ("en", "The temperature was -3.5 C. |It snowed."),
    ("en", "Temperatures dropped to minus 5°C. |“It was brutal,” a soldier said."),
    ("en", "He shouted “Fire!” and ran. |They followed."),
    ("en", "\"Who said 'run!'?\" he asked. |No one answered."),
    ("en", "The war ended in 1945.[1] |It began in 1939.[2][3] |That is all."),
    ("de", "Das kostet z. B. 5 Euro. |Das ist ca. 3 % mehr als am 5. Mai 2024."),
    ("de", "Am 3. Oktober 1990 wurde Deutschland vereint. |Es war ein Mittwoch."),
    ("de", "Dr. Müller und Prof. Dr. Schmidt kamen. |Frau Dr. Merkel nicht."),
    ("de", "„Wir haben verloren“, sagte er. |„Wir kommen wieder.“"),
    (
        "de",
        "Laut der Polizei, u.a. aus Köln, starben 300 Soldaten. |Weitere 2.700 wurden verletzt.",
    ),
    ("de", "Das Gesetz (§ 5 Abs. 2 Nr. 3) gilt. |Der Bundestag stimmte zu."),
    ("de", "Die Firma GmbH & Co. KG wuchs um 3,5 Prozent. |Das reichte nicht."),
    ("fr", "M. Dupont a rencontré Mme Durand. |Ils ont parlé du traité."),
    ("fr", "« Nous avons perdu », a-t-il dit. |« Nous reviendrons. »"),
    ("fr", "Le prix est de 3,5 millions d’euros. |C’est cher, p. ex. pour un village."),
    ("fr", "Qu’est-ce qui s’est passé ? |Personne ne le sait !"),
    ("es", "El Sr. Pérez y la Sra. López llegaron a EE. UU. en 1990. |Vivían en Texas."),
    ("es", "¿Qué pasó? |¡Nadie lo sabe! |Murieron 2.700 soldados."),
    ("es", "«Hemos perdido», dijo. |El Dr. García no habló."),
    ("ru", "По данным НРС, погибли около 300 солдат. |Ещё 2700 ранены."),
    ("ru", "«Мы проиграли», — сказал он. |В 2022 г. началась война."),
    ("ru", "Президент В. В. Путин встретился с Ким Чен Ыном. |Они говорили о войне."),
    ("ru", "Он жил на ул. Ленина, д. 5. |Она жила в г. Москве."),
    ("uk", "Зеленський заявив про це у п’ятницю. |За його словами, загинули 3 тис. солдатів."),
    ("zh", "据韩国国家情报院称,约有300名朝鲜士兵死亡。|另有2700人受伤。"),
    ("zh", "他说:“我们输了。”|然后他离开了。|真的吗?|是的!"),
    ("ja", "北朝鮮の兵士約300人が死亡した。|約2700人が負傷した。"),
    ("ar", "قُتل نحو 300 جندي كوري شمالي. |وأصيب 2700 آخرون."),
    ("ar", "هل هذا صحيح؟ |نعم، هذا صحيح."),
    ("hi", "लगभग 300 सैनिक मारे गए। |2700 घायल हुए।"),
    ("ko", "북한군 약 300명이 사망했다. |2,700명이 다쳤다."),
    ("pt", "O Sr. Silva chegou às 5 h. |A Dra. Souza não veio."),
    ("nl", "Dhr. Jansen kwam om 5 uur. |Mevr. de Vries niet, d.w.z. ze was ziek."),
    ("pl", "Prof. Kowalski przyjechał w 2022 r. |Dr Nowak nie przyjechał."),
]
KNOWN_ERRORS = [
    ("en", "The troops were sent by the U.S. Russia has denied it."),
    ("en", "The answer was no. Five people left."),
    ("en", "He left at 6 a.m. |EST."),
    ("en", "He was born on Dec. 25 in 1950. |He died last Oct. Nobody noticed."),
    ("en", "Approx. |300 soldiers died."),
    ("it", "L’on. |Bianchi no."),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_begin_where_the_bars_stand(language: str, marked: str) -> None:
    assert _bars(marked.replace("|", ""), language) == marked


@pytest.mark.parametrize(("language", "marked"), KNOWN_ERRORS)
def test_known_errors_are_as_documented(language: str, marked: str) -> None:
    assert _bars(marked.replace("|", ""), language) == marked


def _bars(text: str, language: str) -> str:
    for start in reversed(sentence_starts(text, language)):
        text = f"{text[:start]}|{text[start:]}"
    return text
