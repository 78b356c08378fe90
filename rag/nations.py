"""Nations and large groups by every name they go by: countries, demonyms, common abbreviations.

Names and demonyms after the United Nations' list of member states and everyday English usage.
"""

import re
from collections.abc import Sequence

from rag.tokens import Token, tokens

_TABLE = """
Afghanistan:Afghan|Albania:Albanian|Algeria:Algerian|Angola:Angolan|Argentina:Argentine,Argentinian
Armenia:Armenian|Australia:Australian,Aussie|Austria:Austrian|Azerbaijan:Azerbaijani,Azeri
Bahrain:Bahraini|Bangladesh:Bangladeshi|Belarus:Belarusian,Belarussian|Belgium:Belgian
Benin:Beninese|Bolivia:Bolivian|Bosnia:Bosnian|Botswana:Botswanan|Brazil:Brazilian
Britain:British,Briton,UK,U.K.,United Kingdom,Great Britain|Bulgaria:Bulgarian
Burkina Faso:Burkinabe|Burundi:Burundian|Cambodia:Cambodian|Cameroon:Cameroonian
Canada:Canadian|Chad:Chadian|Chile:Chilean|China:Chinese,PRC|Colombia:Colombian
Congo:Congolese,DRC|Costa Rica:Costa Rican|Croatia:Croatian,Croat|Cuba:Cuban|Cyprus:Cypriot
Czech Republic:Czech,Czechia|Denmark:Danish,Dane|Dominican Republic:Dominican
Ecuador:Ecuadorian,Ecuadorean|Egypt:Egyptian|El Salvador:Salvadoran|England:English,Englishman
Eritrea:Eritrean|Estonia:Estonian|Ethiopia:Ethiopian|Fiji:Fijian|Finland:Finnish,Finn
France:French,Frenchman|Gabon:Gabonese|Gambia:Gambian|Gaza:Gazan|Georgia:Georgian
Germany:German|Ghana:Ghanaian|Greece:Greek|Guatemala:Guatemalan|Guinea:Guinean|Haiti:Haitian
Honduras:Honduran|Hungary:Hungarian|Iceland:Icelandic,Icelander|India:Indian
Indonesia:Indonesian|Iran:Iranian|Iraq:Iraqi|Ireland:Irish|Israel:Israeli|Italy:Italian
Ivory Coast:Ivorian|Jamaica:Jamaican|Japan:Japanese|Jordan:Jordanian|Kazakhstan:Kazakh
Kenya:Kenyan|Kosovo:Kosovar|Kuwait:Kuwaiti|Kyrgyzstan:Kyrgyz|Laos:Laotian|Latvia:Latvian
Lebanon:Lebanese|Liberia:Liberian|Libya:Libyan|Lithuania:Lithuanian|Luxembourg:Luxembourger
Madagascar:Malagasy|Malawi:Malawian|Malaysia:Malaysian|Mali:Malian|Malta:Maltese|Mexico:Mexican
Moldova:Moldovan|Mongolia:Mongolian|Montenegro:Montenegrin|Morocco:Moroccan
Mozambique:Mozambican|Myanmar:Burmese,Burma|Namibia:Namibian|Nepal:Nepali,Nepalese
Netherlands:Dutch,Dutchman|New Zealand:New Zealander,Kiwi|Nicaragua:Nicaraguan|Niger:Nigerien
Nigeria:Nigerian|North Korea:North Korean,DPRK,D.P.R.K.|North Macedonia:Macedonian
Northern Ireland:Northern Irish|Norway:Norwegian|Oman:Omani|Pakistan:Pakistani
Palestine:Palestinian|Panama:Panamanian|Papua New Guinea:Papuan|Paraguay:Paraguayan
Peru:Peruvian|Philippines:Filipino,Philippine|Poland:Polish,Pole|Portugal:Portuguese
Qatar:Qatari|Romania:Romanian|Russia:Russian,Russian Federation|Rwanda:Rwandan
Saudi Arabia:Saudi,Saudi Arabian|Scotland:Scottish,Scot|Senegal:Senegalese|Serbia:Serbian,Serb
Sierra Leone:Sierra Leonean|Singapore:Singaporean|Slovakia:Slovak,Slovakian|Slovenia:Slovenian
Somalia:Somali|South Africa:South African|South Korea:South Korean,ROK|South Sudan:South Sudanese
Soviet Union:Soviet,USSR|Spain:Spanish,Spaniard|Sri Lanka:Sri Lankan|Sudan:Sudanese
Sweden:Swedish,Swede|Switzerland:Swiss|Syria:Syrian|Taiwan:Taiwanese|Tajikistan:Tajik
Tanzania:Tanzanian|Thailand:Thai|Togo:Togolese|Tonga:Tongan|Trinidad:Trinidadian
Tunisia:Tunisian|Turkey:Turkish,Turk,Turkiye,Türkiye|Turkmenistan:Turkmen|Uganda:Ugandan
Ukraine:Ukrainian|United Arab Emirates:Emirati,UAE,U.A.E.|Uruguay:Uruguayan
United States:American,US,U.S.,USA,U.S.A.,America,United States of America
Uzbekistan:Uzbek|Venezuela:Venezuelan|Vietnam:Vietnamese|Wales:Welsh,Welshman|Yemen:Yemeni
Zambia:Zambian|Zimbabwe:Zimbabwean
European Union:EU,E.U.|United Nations:UN,U.N.|Kurdistan:Kurdish,Kurd|Chechnya:Chechen
""".strip()


def _names() -> dict[tuple[str, ...], str]:
    found = {}
    for entry in _TABLE.replace("\n", "|").split("|"):
        country, _, others = entry.partition(":")
        for name in (country, *others.split(",")):
            key = country.lower()
            men = (name[:-3] + "men",) if name.endswith(("hman", "chman")) else ()
            for form in (name, f"{name}s", *men):
                found[tuple(token.lower for token in tokens(form))] = key
    return found | {("korea",): "korea", ("korean",): "korea", ("koreans",): "korea"}


# Capitals and houses that speak for a state: "Seoul said" is what South Korea says.
SEATS = {
    "washington": "united states",
    "pentagon": "united states",
    "white house": "united states",
    "moscow": "russia",
    "kremlin": "russia",
    "kyiv": "ukraine",
    "kiev": "ukraine",
    "seoul": "south korea",
    "pyongyang": "north korea",
    "beijing": "china",
    "tokyo": "japan",
    "taipei": "taiwan",
    "london": "britain",
    "paris": "france",
    "berlin": "germany",
    "rome": "italy",
    "madrid": "spain",
    "warsaw": "poland",
    "brussels": "european union",
    "ankara": "turkey",
    "tehran": "iran",
    "baghdad": "iraq",
    "damascus": "syria",
    "jerusalem": "israel",
    "tel aviv": "israel",
    "cairo": "egypt",
    "riyadh": "saudi arabia",
    "kabul": "afghanistan",
    "islamabad": "pakistan",
    "delhi": "india",
    "canberra": "australia",
    "ottawa": "canada",
}
_SEATS = re.compile(r"\b(" + "|".join(SEATS) + r")\b", re.IGNORECASE)
_NATIONS = _names()
_LONGEST = max(map(len, _NATIONS))
_ACRONYMS = frozenset(("us", "uk", "un", "eu", "uae", "rok", "prc", "drc", "usa", "ussr"))


def nation_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The nation named at a token and the token after its name: "North Koreans", "U.S."."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        key = tuple(token.lower for token in words[at : at + length])
        if key in _NATIONS and (words[at].is_capitalised and _written_so(words[at])):
            return _NATIONS[key], at + length
    return None


def _written_so(word: Token) -> bool:
    """ "US" is a nation, "Us" is not."""
    return word.lower not in _ACRONYMS or word.text.isupper()


def nations(text: str) -> frozenset[str]:
    """Every nation a text names, by country: "American troops" names the united states."""
    words = tokens(text)
    found, at = set(), 0
    while at < len(words):
        named = nation_at(words, at)
        if named is not None:
            found.add(named[0])
        at = named[1] if named else at + 1
    return frozenset(found)


def states(text: str) -> frozenset[str]:
    """Every nation a text names, also by the capital that speaks for it."""
    return nations(text) | {SEATS[seat.lower()] for seat in _SEATS.findall(text)}


def nation(name: str) -> str | None:
    """The nation that a whole name stands for, whatever its case; None for other names."""
    return _NATIONS.get(tuple(token.lower for token in tokens(name) if token.lower != "the"))
