"""Streets, states, house numbers and points of the compass."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import code_number
from .numbers import number, spell_digits, year
from .patterns import alternatives, full_stop, table, word_after, word_before, word_set

_STREETS = table("streets")
_STATES = table("states")
_DIRECTIONS = {
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
    "NNE": "North northeast",
    "NNW": "North northwest",
    "SSE": "South southeast",
    "SSW": "South southwest",
    "ENE": "East northeast",
    "ESE": "East southeast",
    "WNW": "West northwest",
    "WSW": "West southwest",
}
_LETTERS = {f"{way}.": name for way, name in _DIRECTIONS.items()}
_DIRECTION_WORDS = (*_DIRECTIONS, *_LETTERS, "N.E.", "N.W.", "S.E.", "S.W.")
# Abbreviations that are words or names as well: only where the sentence goes on in their favour.
_DOUBTFUL = (
    "Ill.",
    "Ind.",
    "Mass.",
    "Miss.",
    "Wash.",
    "Ark.",
    "Del.",
    "Me.",
    "La.",
    "Mo.",
    "Pa.",
    "Ga.",
)
_SURE = [s for s in _STATES if s.endswith(".") and s not in (*_DOUBTFUL, "D.C.", "B.C.", "P.R.")]
_STREET_WORDS = {street.rstrip(".") for street in _STREETS} | {
    "Street", "Avenue", "Road", "Drive", "Place", "Boulevard", "Lane", "Court",
}  # fmt: skip
_STREET_NAME = re.compile(r"(?:^|\s)(?:[A-Z][\w'’]+|\d+(?:st|nd|rd|th)) $")
_HOUSE_NUMBER = re.compile(r"\b\d+(?:\s[A-Z][\w'’.]*){1,3}\s$")
_STARTERS = word_set("begins a sentence")
_COURTS = ("Cir.", "Ct.")
_ROUTE = re.compile(
    r"\b(?:I-|(?:I|US|U\.S\.|SR|CR|Route|Rte\.?|Rt\.|Hwy\.?|Highway|Interstate|Exit) )"
    r"\d{1,4}[A-Z]? $"
)
_LETTERED = (
    "vitamin",
    "grade",
    "plan",
    "group",
    "type",
    "class",
    "model",
    "letter",
    "the",
    "an",
    "a",
)
_DISTANCE = re.compile(
    r"\d[\d,.]* ?(?:km|mi|nm|NM|nmi|m|miles?|kilometers?|blocks?|yards?|yd|ft|feet)\.? $"
)
_WIND_WORDS = word_set("before a direction")
_CHURCHGOING = ("to", "at", "during", "after", "before", "for", "said", "attended", "the", "a")
_TOWN_BEFORE = re.compile(r"\b(?:in|of|from|near|at|for) (?:[A-Z][a-z.]+ ){0,2}[A-Z][a-z]+, $")
_WINDOW = 40
_LONGEST_HOUSE_SPELLED = 3


def _before(match: Match) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _begins_a_word(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return not (before.isalnum() or before == ".")


def _is_street(match: Match) -> bool:
    before, after = _before(match), word_after(match)
    if not _STREET_NAME.search(before):
        return False
    if match.group() in _COURTS and before[-2:-1] in "thd" and not _HOUSE_NUMBER.search(before):
        return False
    ends = not after[:1].isupper() or after in _STARTERS or after in _DIRECTION_WORDS
    comes_after_comma = match.string[match.end() : match.end() + 1] in (",", ";", ")")
    return bool(_HOUSE_NUMBER.search(before)) or ends or comes_after_comma


def _is_saint(match: Match) -> bool:
    name = word_after(match)
    return match.group().endswith(".") or name.isupper() == match.group().isupper()


def _say_title(match: Match) -> str:
    return "Saint" if match.group()[0] in "sS" else "Doctor"


def _say_street(match: Match) -> str:
    return _STREETS[match.group()] + full_stop(match)


def _say_state(match: Match) -> str:
    code, state = match["zip"], _STATES[match["state"]]
    return f"{state}, {spell_digits(code)}" if code else state + _stop(match)


def _stop(match: Match) -> str:
    # A capital after it is more often a name than a new sentence: "Calif. Highway Patrol".
    ends = match.end() == len(match.string) or word_after(match) in _STARTERS
    return full_stop(match) if ends else ""


def _is_state(match: Match) -> bool:
    is_word = match["state"] in ("OK", "IN", "OR", "ME", "HI", "OH", "ID")
    return bool(match["zip"]) or not is_word or bool(_TOWN_BEFORE.search(_before(match)))


def _is_doubtful_state(match: Match) -> bool:
    """Whether the sentence goes on after it: "of Mass. Bay", but "went to Mass. Then"."""
    before, after = word_before(match), word_after(match)
    if after[:1].isupper():
        return after not in _STARTERS and before.lower() not in _CHURCHGOING
    return after[:1].islower() and before.lower() in ("in", "of", "from", "near", "across", "and")


def _say_house(match: Match) -> str:
    digits, way = match["n"], match["way"]
    if len(digits) == _LONGEST_HOUSE_SPELLED:
        house = spell_digits(digits) if "0" in digits else code_number(digits)
    else:
        house = year(digits) if len(digits) == _LONGEST_HOUSE_SPELLED + 1 else number(digits)
    return f"{house} {_DIRECTIONS[way.replace('.', '')]}" if way else house


def _say_way(match: Match) -> str:
    way = _DIRECTIONS[match["way"].replace(".", "")]
    if match["next"] == "Dist":
        return f"{way}ern"
    return way if match["next"][:1].isupper() or match["next"][:1].isdigit() else way.lower()


def _is_distance(match: Match) -> bool:
    goes_on = word_after(match) in ("on", "along", "to", "toward", "from")
    return (len(match["way"]) > 1 or goes_on) and _DISTANCE.search(_before(match)) is not None


def _say_road_way(match: Match) -> str:
    way = _DIRECTIONS[match["way"][0]].lower()
    return f"{way}bound" if match["way"].endswith("B") else way


_C, _KIND = re.compile, SemioticClass.ABBREVIATION
_TWO = r"NN[EW]|SS[EW]|[EW][NS][EW]|N\.?[EW]\.?|S\.?[EW]\.?"
_WAY = rf"(?:{_TWO}|[NSEW]\.?)"
_LANDS = (
    "Amer|Afric|Asia|Europ|Irish|Ireland|Korea|Vietnam|Carolin|Dakot|Virginia|Yorkshire|Atlantic"
    "|Sussex|Midland|London|Anglia|Timor|Indies|Jerusalem|Lothian|Hollywood|Village|Berlin|German"
    "|Wales|Texas|Pacific|Coast|Side|Bank|Fork|Dist|Pole|Sea|Island|Branch|Shore|County|Co\\."
)
_NAMED = alternatives(
    [*_STREETS, "Street", "Avenue", "Road", "Boulevard", "Drive", "Lane", "Place"]
)

RULES = (
    # A member of Congress: party and state.
    Rule(
        _KIND,
        _C(
            rf"\b(?P<party>[DIR])-(?P<state>{alternatives(_STATES)}|(?=[A-Z][a-z]{{3}}))(?!\.?\w[-\d])"
        ),
        lambda m: f"{m['party']} {_STATES.get(m['state'], '')}",
        lambda m: m.string[m.start() - 1 : m.start()] in ("(", " "),
    ),
    Rule(
        SemioticClass.ADDRESS,
        _C(
            rf"(?<![\w.,])(?P<n>\d{{1,5}})(?: (?P<way>{_WAY}))?"
            rf"(?= (?:\d+(?:st|nd|rd|th) |[A-Z][\w'’]+ ){{1,3}}(?:{_NAMED})(?!\w))"
        ),
        _say_house,
    ),
    # "NW of Lima", "12 mi. S. of town", "E. 12th St.", "N. American".
    Rule(
        _KIND,
        _C(
            rf"(?<![\w.'’&-])(?P<way>{_TWO}|[NSEW]\.)(?= (?P<next>of\b|\d{{1,3}}(?:st|nd|rd|th)\b"
            rf"|(?:{_LANDS})|[A-Z][a-z]+ (?:{_NAMED})(?!\w)))"
        ),
        _say_way,
    ),
    Rule(
        _KIND,
        _C(rf"(?<=[a-z.] )(?P<way>{_TWO}|[NSEW]\.?)(?![\w'’])"),
        lambda m: _DIRECTIONS[m["way"].replace(".", "")] + full_stop(m),
        lambda m: word_before(m) in _STREET_WORDS,
    ),
    Rule(
        _KIND,
        _C(rf"(?<![\w.'’&-])(?P<way>{_TWO}|[NSEW])(?= (?P<next>winds?\b|swell|gales?\b|breeze))"),
        _say_way,
    ),
    # Of a road or the wind: "I-80 W near Reno", "winds SW at 15 mph", "2 mi N of town".
    Rule(
        _KIND,
        _C(r"(?<=[\dA-Z] )(?P<way>[NSEW]B?)(?P<next>)(?![\w.'’])"),
        _say_road_way,
        lambda m: bool(_ROUTE.search(_before(m))),
    ),
    Rule(
        _KIND,
        _C(rf"(?<=[a-z.] )(?P<way>{_TWO}|[NSEW])(?P<next>)(?![\w'’-])"),
        lambda m: _say_way(m) + full_stop(m),
        lambda m: word_before(m).lower() in _WIND_WORDS or _is_distance(m),
    ),
    Rule(
        _KIND,
        _C(r"(?<=[a-z] )(?P<way>[NSEW])(?P<next>)(?= of\b)"),
        _say_way,
        lambda m: word_before(m).lower() not in _LETTERED,
    ),
    Rule(_KIND, _C(rf"(?:{alternatives(_STREETS)})(?!\w)"), _say_street, _is_street),
    Rule(_KIND, _C(r"(?<![\w.])(?:St|ST|st)\b\.?(?=\s?[A-Z][A-Za-z])"), _say_title, _is_saint),
    Rule(_KIND, _C(r"(?<![\w.])Sts?\.(?= [A-Z][a-z]+ (?:and|&) [A-Z])"), lambda _m: "Saints"),
    Rule(_KIND, _C(r"Dr\.|Dr(?= [A-Z])|dr\b\.?(?= [A-Z])"), _say_title, _begins_a_word),
    Rule(
        _KIND,
        _C(
            rf"(?<=, )(?P<state>{alternatives(_STATES)})(?!\w)"
            r"(?:,? (?P<zip>\d{5}(?:-\d{4})?)\b)?(?=[,.;)]|$|\s)"
        ),
        _say_state,
        _is_state,
    ),
    Rule(
        _KIND,
        _C(rf"(?:{alternatives(_SURE)})(?!\w)"),
        lambda m: _STATES[m.group()] + _stop(m),
        _begins_a_word,
    ),
    Rule(
        _KIND,
        _C(rf"(?<![\w.])(?:{alternatives(_DOUBTFUL)})(?= \w)"),
        lambda m: _STATES[m.group()],
        _is_doubtful_state,
    ),
)
