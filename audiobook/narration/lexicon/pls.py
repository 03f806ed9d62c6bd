"""``lexicon.pls``: the W3C's Pronunciation Lexicon Specification 1.0.

https://www.w3.org/TR/2008/REC-pronunciation-lexicon-20081014/
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audiobook.errors import ConfigError
from audiobook.model import LexiconEntry

from .ipa import checked_ipa

_NAMESPACE = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_PHONEME, _ALIAS = f"{_NAMESPACE}phoneme", f"{_NAMESPACE}alias"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SHAPE = f'write: <lexicon version="1.0" xmlns="{_NAMESPACE[1:-1]}" alphabet="ipa" xml:lang="en">'


def parse_pls(data: bytes, name: str) -> tuple[LexiconEntry, ...]:
    """The entries of a PLS document, one for each grapheme; they match its case.

    Of several phonemes or aliases that with ``prefer="true"`` counts, else the first.  A lexeme
    with both has its alias for engines that take no phonemes, unless the alias is preferred.
    A document type, and so any entity, is refused; nothing is ever fetched.

    Raises ConfigError, with file and line, for anything else than PLS 1.0 in the alphabet ``ipa``.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        place, problem = f"{name}:{error.lineno or 1}", f"is not XML: {error.msg}"
        raise ConfigError(place, problem, "mend it there") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ConfigError(name, "has a document type, which may hide entities", "take it out")
    if root.tag != f"{_NAMESPACE}lexicon":
        raise ConfigError(f"{name}:{root.sourceline}", "is not a PLS 1.0 lexicon", _SHAPE)
    language, alphabet = root.get(_LANGUAGE, ""), root.get("alphabet", "")
    return tuple(
        entry
        for lexeme in root.iter(f"{_NAMESPACE}lexeme")
        for entry in _entries(lexeme, lexeme.get(_LANGUAGE, language), alphabet, name)
    )


def _entries(
    lexeme: etree._Element, language: str, alphabet: str, name: str
) -> Iterator[LexiconEntry]:
    said = [
        child for child in lexeme if child.tag in (f"{_NAMESPACE}phoneme", f"{_NAMESPACE}alias")
    ]
    said.sort(key=lambda child: child.get("prefer") != "true")
    aliases = [_text(child) for child in said if child.tag == f"{_NAMESPACE}alias"]
    ipa = ""
    if said and said[0].tag == f"{_NAMESPACE}phoneme":
        place = f"{name}:{said[0].sourceline}"
        _check_alphabet(said[0].get("alphabet", alphabet), place)
        ipa = checked_ipa(_text(said[0]), place)
    spoken = aliases[0] if aliases else ""
    graphemes = [_text(child) for child in lexeme.iter(f"{_NAMESPACE}grapheme")]
    if not any(graphemes):
        raise ConfigError(f"{name}:{lexeme.sourceline}", "a lexeme has no grapheme", "add one")
    for grapheme in graphemes:
        if grapheme and (spoken or ipa):
            yield LexiconEntry(grapheme, spoken, language, True, ipa)


def _check_alphabet(alphabet: str, place: str) -> None:
    if alphabet != "ipa":
        problem = f"the alphabet {alphabet!r} is not known" if alphabet else "names no alphabet"
        raise ConfigError(place, problem, 'write the phonemes in IPA, with alphabet="ipa"')


def _text(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())
