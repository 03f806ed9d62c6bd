"""What a feed says to somebody who opened it in a browser instead of an app.

Browsers show XHTML in any XML and the stylesheet makes the rest a page; apps pass over it.
"""

from __future__ import annotations

from typing import NamedTuple

from audiobook.feed.addresses import Addresses
from audiobook.feed.elements import XHTML, Element
from audiobook.model import Show


class _Words(NamedTuple):
    advice: str
    page: str


_WORDS = {
    "en": _Words(
        "This is a podcast feed. To subscribe, copy its address into a podcast app.",
        "Listen on the web",
    ),
    "de": _Words(
        "Dies ist der Feed eines Podcasts. Um ihn zu abonnieren, kopieren Sie seine Adresse in "
        "eine Podcast-App.",
        "Im Web hören",
    ),
    "fr": _Words(
        "Ceci est le flux d’un podcast. Pour vous abonner, copiez son adresse dans une "
        "application de podcasts.",
        "Écouter sur le web",
    ),
    "es": _Words(
        "Este es el feed de un pódcast. Para suscribirse, copie su dirección en una aplicación "
        "de pódcasts.",
        "Escuchar en la web",
    ),
    "it": _Words(
        "Questo è il feed di un podcast. Per abbonarsi, copiare il suo indirizzo in un’app di "
        "podcast.",
        "Ascolta sul web",
    ),
    "pt": _Words(
        "Este é o feed de um podcast. Para o assinar, copie o seu endereço para uma aplicação "
        "de podcasts.",
        "Ouvir na web",
    ),
}
"""By language; English for all others."""


def browser_page(show: Show, at: Addresses) -> Element:
    """The head of that page: the show's picture, advice, the feed's address and a link."""
    words = _WORDS.get(show.language.lower().partition("-")[0], _WORDS["en"])
    return Element(
        XHTML,
        "div",
        children=(
            Element(XHTML, "img", attributes={"src": at.show_cover, "alt": ""}),
            Element(XHTML, "p", words.advice),
            Element(XHTML, "code", at.feed),
            Element(XHTML, "a", words.page, {"href": at.show_page}),
        ),
    )
