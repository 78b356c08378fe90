"""Made-up articles about nothing in particular, for adding to documents they do not bear on."""

import hashlib

from index.vocabulary import Document

_TEXTS = {
    "unrelated-orchard.txt": """Village orchard opens its gates again

The community orchard at Marlow Green opened on Sunday after a winter of repairs. Volunteers
planted 140 apple trees and 36 pears along the old railway wall. “We had given up on the western
beds,” said head gardener Ottilie Brandt, who has looked after the orchard for nine years. The
parish council paid 12,400 pounds towards new fencing. Visitors can pick fruit from late
September, and the first pressing of juice is planned for the following weekend.
""",
    "unrelated-chess.txt": """Teenager wins regional chess title on tiebreak

Seventeen-year-old Ravi Lindqvist won the regional chess championship on Saturday, beating
defending champion Marta Oyelaran in a rapid tiebreak. Both players had scored seven points from
nine rounds. “I nearly resigned in the fourth game,” Lindqvist told spectators afterwards.
Organisers counted 212 entries, the most since the tournament moved to the town hall. The prize
fund of 3,500 euros was shared among the first six.
""",
    "unrelated-museum.txt": """Museum restores nineteenth-century tide clock

Conservators at the harbour museum have restored a tide clock built in 1868 by the watchmaker
Edvard Holm. The mechanism had stood still for more than 60 years. According to curator Inge
Valdez, two of its 48 wheels had to be cast anew from the original drawings. The clock predicts
high water to within about five minutes. It will be shown on the ground floor until spring.
""",
}

UNRELATED = tuple(
    Document(name, text, hashlib.sha256(text.encode()).hexdigest(), title=text.split("\n", 1)[0])
    for name, text in _TEXTS.items()
)
