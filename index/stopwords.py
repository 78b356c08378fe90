"""English words that say nothing of what a question is about."""

STOPWORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further get gets
    give given gave had has have having he her here hers him his how i if in into is it its itself
    just let many may me might more most much must my no nor not now of off on once only or other
    our out over own per said same say saying says shall she should so some such tell than that
    the their them then there these they this those through to too under until up us very was we
    were what when where which while who whom whose why will with would you your according
    """.split()
)
