"""The little English that reading needs: inflection, articles, function words, abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those some any no every each either neither both all many much more
    most few fewer several such another other what which who whom whose
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
    myself yourself itself ourselves themselves one there here
    about above across after against along among around as at before behind below beneath beside
    besides between beyond by despite down during except for from in inside into like near of off on
    onto out outside over past per since than through throughout till to toward towards under until
    up upon versus via vs with within without
    and or nor but so yet if unless because although though while whereas whether when whenever
    where wherever how why once
    am is are was were be been being do does did done doing have has had having can could may might
    must shall should will would ought isn aren wasn weren don doesn didn hasn haven hadn can won
    couldn wouldn shouldn mustn
    not never also too only just even still already again then thus hence therefore however instead
    rather often always usually sometimes together today now soon later first yes etc eg ie
    """.split()
)
"""Lower-case words of the closed classes. After a term they show that its phrase has ended."""

FINITE_VERBS = frozenset(
    """
    allows became becomes began begins belongs brings came combines comes concerns consists
    contains covers creates defines delivers depends differs does enables encompasses enforces
    ensures evolves exists extends focuses gave gets gives goes grew grows happens helps improves
    includes involves keeps knows lacks leads lets lives makes matters means offers owns prevents
    promises provides reduces refers relates relies remains replaces represents requires seeks
    seems sends serves sits solves speeds stands starts stays streamlines takes tells tends thrives
    took tries wants went works
    """.split()
)
"""Verbs in the form that follows a noun, such as are hardly ever nouns themselves."""

ABBREVIATIONS = frozenset(
    """
    e.g i.e etc vs cf al approx dr mr mrs ms prof st no fig eq sec ch vol pp ed eds inc ltd corp co
    dept est jan feb mar apr jun jul aug sep sept oct nov dec resp incl excl misc min max
    """.split()
)
"""Lower-case words after which a full stop does not end the sentence."""

_IRREGULAR = {
    "be": "was been",
    "begin": "began begun",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "choose": "chose chosen",
    "come": "came come",
    "cut": "cut",
    "do": "did done",
    "draw": "drew drawn",
    "drive": "drove driven",
    "feed": "fed",
    "find": "found",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "have": "had",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "learn": "learnt",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "pay": "paid",
    "put": "put",
    "read": "read",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "show": "showed shown",
    "shut": "shut",
    "speak": "spoke spoken",
    "spend": "spent",
    "spin": "spun",
    "split": "split",
    "stand": "stood",
    "take": "took taken",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "understand": "understood",
    "wind": "wound",
    "win": "won",
    "write": "wrote written",
}
"""The past, and the past participle where it is another."""
_IRREGULAR_THIRD = {"be": "is", "do": "does", "go": "goes", "have": "has"}
_IRREGULAR_PLURALS = {
    "analysis": "analyses",
    "basis": "bases",
    "child": "children",
    "criterion": "criteria",
    "datum": "data",
    "hypothesis": "hypotheses",
    "matrix": "matrices",
    "person": "people",
    "schema": "schemas",
    "vertex": "vertices",
}
_UNCOUNTED_TAILS = ("data", "software", "hardware", "information", "ware")
_LINKING = frozenset({"of", "in", "for", "to", "on", "at", "with", "as", "per", "by"})
_VOWELS = "aeiou"
_LETTERS_WITH_VOWEL_SOUND = "AEFHILMNORSX"


@lru_cache(maxsize=4096)
def inflections(word: str) -> frozenset[str]:
    """Every form of a noun or verb, lower-case, the word itself among them.

    More is given than English has ("loged" beside "logged"): a form that nobody writes is never
    met, so a rule too many costs nothing and a missing one costs a match.
    """
    word = word.lower()
    forms = {word, *_IRREGULAR.get(word, "").split()}
    if word == "be":
        return frozenset({*forms, "am", "is", "are", "were", "being"})
    forms |= {_plural_of_word(word), word + "s", _IRREGULAR_THIRD.get(word, word)}
    if word.endswith("e"):
        stem = word[:-1]
        forms |= {word + "d", stem + "ing"}
        if word.endswith("ie"):
            forms.add(word[:-2] + "ying")
    elif len(word) > 2 and word.endswith("y") and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ied", word[:-1] + "ies", word + "ing"}
    else:
        forms |= {word + "ed", word + "ing"}
        if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS:
            forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)


@lru_cache(maxsize=4096)
def plurals(term: str) -> tuple[str, ...]:
    """The plurals of a noun phrase; none where English has none or the phrase is plural already.

    >>> plurals("feature store"), plurals("proof of concept"), plurals("API"), plurals("MLOps")
    (('feature stores',), ('proofs of concept',), ('APIs',), ())
    """
    words = term.split(" ")
    head = next((i - 1 for i, word in enumerate(words) if i and word in _LINKING), len(words) - 1)
    word = words[head]
    tail = re.search(r"[^\W\d_]+$", word)
    if tail is None or (word[-1] == "s" and not word.endswith("ss") and not word.isupper()):
        return ()
    if word.lower().endswith(_UNCOUNTED_TAILS):
        return ()
    if word.isupper():
        ends = ["s", "es"] if word[-1] == "S" else ["s"]
        made = [word + end for end in ends]
    else:
        made = [word[: tail.start()] + _plural_of_word(tail.group())]
    return tuple(" ".join([*words[:head], form, *words[head + 1 :]]) for form in made)


def verb_forms(term: str) -> tuple[str, ...]:
    """The other forms of a verb, of which the first word inflects.

    >>> verb_forms("log in"), verb_forms("deploy")
    (('logs in', 'logged in', 'logging in'), ('deploys', 'deployed', 'deploying'))
    """
    return tuple(form for form in dict.fromkeys(conjugated(term)) if form != term)


def conjugated(term: str) -> tuple[str, str, str, str]:
    """The third person, the past, the past participle and the ``-ing`` form of a verb.

    >>> conjugated("write up")
    ('writes up', 'wrote up', 'written up', 'writing up')
    """
    verb, space, rest = term.partition(" ")
    lower = verb.lower()
    stem = verb
    if lower.endswith("e") and not lower.endswith(("ee", "oe", "ye")):
        stem = verb[:-1]
    elif re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]", lower):
        stem = verb + verb[-1]
    elif len(lower) > 2 and lower[-1] == "y" and lower[-2] not in _VOWELS:
        stem = verb[:-1] + "i"
    running = (verb if stem.endswith("i") or lower == "be" else stem) + "ing"
    pasts = _IRREGULAR.get(lower, "").split()
    third = _IRREGULAR_THIRD.get(lower, "")
    if verb[:1].isupper():
        pasts, third = [past.capitalize() for past in pasts], third.capitalize()
    pasts = pasts or [stem + "ed"]
    third = third or _plural_of_word(verb)
    rest = space + rest
    return third + rest, pasts[0] + rest, pasts[-1] + rest, running + rest


def is_vowel_sound(phrase: str) -> bool:
    """Whether ``an`` goes before ``phrase``, judged by its spelling.

    >>> [is_vowel_sound(p) for p in ("MLOps tool", "user", "hour", "API", "open source", "SQL")]
    [True, False, True, True, True, True]
    """
    match = re.match(r"[^\W_]+", phrase)
    if match is None:
        return False
    word = match.group()
    if word[0] == "8" or word.startswith(("11", "18")):
        return True
    capitals = re.match(r"[A-Z]+", word)
    spelled_out = (
        capitals is not None
        and len(capitals.group()) > 1
        and not (word.isupper() and _reads_as_word(word))
    )
    if spelled_out or len(word) == 1:
        return word[0].upper() in _LETTERS_WITH_VOWEL_SOUND
    lower = word.lower()
    if lower.startswith(("hour", "honest", "honor", "honour", "heir")):
        return True
    if re.match(r"eu|uni(?!n|m)|use|usu|usa|uti|ubi|ura|uku|one(?![a-z]*r)|once", lower):
        return False
    return lower[0] in _VOWELS


def _reads_as_word(word: str) -> bool:
    """Whether a word that begins in capitals is said as a word, like NASA, not by its letters."""
    return len(word) >= 4 and re.match(r"(?:[^AEIOU]?|[^AEIOU][LR])[AEIOU]", word) is not None


def _plural_of_word(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR_PLURALS:
        return word[0] + _IRREGULAR_PLURALS[lower][1:]
    if len(word) > 2 and lower[-1] == "y" and lower[-2] not in _VOWELS:
        return word[:-1] + "ies"
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"
