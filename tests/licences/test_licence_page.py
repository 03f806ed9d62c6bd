from collections.abc import Callable

import pytest

from audiobook.licences import find
from audiobook.model import Article

BY = "https://creativecommons.org/licenses/by/4.0/"
BY_SA = "https://creativecommons.org/licenses/by-sa/3.0/de/"
BY_NC = "https://creativecommons.org/licenses/by-nc/3.0/de/"
STORY = (
    "<article><h1>The bridge</h1><p>The bridge is open again after a year of repairs.</p></article>"
)


def _json_ld(data: str) -> str:
    return f'<head><script type="application/ld+json">{data}</script></head>{STORY}'


MIT = '<a href="https://opensource.org/licenses/MIT" rel="license">MIT</a>'
MARKED = f'<a rel="license" href="{BY}">CC BY</a>'
BADGE = '<img src="https://licensebuttons.net/l/by-sa/4.0/88x31.png">'
OURS = {
    f'<head><link rel="license" href="{BY}"></head>{STORY}': "CC-BY-4.0",
    f'<head><link rel="copyright" href="{BY}"></head>{STORY}': "CC-BY-4.0",
    f'<head><meta name="dcterms.license" content="{BY}"></head>{STORY}': "CC-BY-4.0",
    f'<head><meta name="DC.rights" content="CC BY-SA 3.0 DE"></head>{STORY}': "CC-BY-SA-3.0-DE",
    _json_ld(f'{{"@type": "NewsArticle", "license": "{BY}"}}'): "CC-BY-4.0",
    _json_ld(
        f'{{"@graph": [{{"@type": ["Article"], "license": {{"@id": "{BY}"}}}}]}}'
    ): "CC-BY-4.0",
    f'{STORY}<p><a rel="license noopener" href="{BY_SA}"><img></a></p>': "CC-BY-SA-3.0-DE",
    f'{STORY}<footer><a href="{BY_SA}">CC</a></footer>': "CC-BY-SA-3.0-DE",
    f"{STORY}<aside>{BADGE}</aside>": "CC-BY-SA-4.0",
    f'{STORY}<aside>Alle Inhalte unter einer <a href="{BY_NC}">Creative-Commons-Lizenz: '
    "Namensnennung, keine kommerzielle Nutzung</a></aside>": "CC-BY-NC-3.0-DE",
    f"{STORY}<p>This article is licensed under CC BY 4.0.</p>": "CC-BY-4.0",
    f"{STORY}<footer>Design © Roe; user contributions under {MARKED}</footer>": "CC-BY-4.0",
    f'{STORY}<footer>Source code: {MIT}. Articles: <a href="{BY}">CC BY</a></footer>': "CC-BY-4.0",
    f"{STORY}<p>This page is a work of the United States Government.</p>": "LicenseRef-PD-US",
    f"{STORY}<footer>Unless otherwise noted, this site is in the public domain.</footer>": (
        "LicenseRef-PD"
    ),
    f'<head><link rel="license" href="{BY}"></head>{STORY}<footer>This article is licensed under '
    f'<a href="{BY_NC}">CC BY-NC</a></footer>': "CC-BY-NC-3.0-DE",
    f'{STORY}<footer>Content: <a href="{BY}">CC BY 4.0</a>. Code: MIT.</footer>': "CC-BY-4.0",
    f'{STORY}<footer>Dieser Text: <a href="{BY}">CC BY 4.0 DE</a></footer>': "CC-BY-4.0",
    f'{STORY}<footer>All content is under a <a href="https://creativecommons.org/licenses/by/3.0/'
    'deed.de">Creative Commons Namensnennung 3.0 DE licence</a></footer>': "CC-BY-3.0",
    f'{STORY}<aside>This photo essay is under <a href="{BY_NC}">CC BY-NC</a>.</aside>'
    f"<footer>{MARKED}</footer>": "CC-BY-4.0",
    f'{STORY}<aside>Photo by Ola Berg, <a href="{BY_NC}">CC BY-NC</a></aside>'
    f"<p>{MARKED}</p>": "CC-BY-4.0",
}
NOT_OURS = [
    f'{STORY}<footer>Theme by Ola, <a href="{BY}" rel="license">CC BY</a></footer>',
    f'{STORY}<footer>Icons: <a rel="license" href="{BY}">CC BY 4.0</a></footer>',
    f'{STORY}<footer>Powered by Harbour CMS (<a href="{BY}">CC BY 4.0</a>)</footer>',
    f"{STORY}<footer><p>Header photo by Ola Berg</p><p>{MARKED}</p></footer>",
    f'{STORY}<section class="related-posts"><p>This post is under {MARKED}</p></section>',
    f'{STORY}<div class="teaser">{MARKED}</div>',
    f'{STORY}<div id="comments-area"><p>This comment is under {MARKED}.</p></div>',
    f'<article><p>We chose <a href="{BY}">CC BY 4.0</a> for our maps.</p></article>',
    f'<article><p>Write <code>&lt;a rel="license" href="{BY}"&gt;</code>.</p></article>',
    f'<head><link rel="license" href="{BY}"></head>{STORY}<p>© 2024 Roe. All rights reserved.</p>',
    f"{STORY}<p><small>Photo: Ola Berg, {MARKED}</small></p>",
    f"{STORY}<footer><p>Header photo by Ola Berg, CC BY 4.0</p><p>{MARKED}</p></footer>",
    f"{STORY}<footer>Site design licensed under {MARKED}</footer>",
    f"{STORY}<footer>Fonts and template: {MARKED}</footer>",
    f"{STORY}<footer>We no longer use {MARKED}.</footer>",
    f"{STORY}<footer>{MARKED} until 2019; now all rights reserved.</footer>",
    _json_ld(f'{{"@type": "Article", "image": {{"@type": "ImageObject", "license": "{BY}"}}}}'),
    _json_ld(f'{{"@type": "Article", "citation": {{"@type": "Article", "license": "{BY}"}}}}'),
    _json_ld(f'{{"@type": "Dataset", "license": "{BY}"}}'),
    f'<head><meta name="image:license" content="{BY}"></head>{STORY}',
    "",
    "<!-- nothing -->",
    STORY,
    f"<figure><figcaption>This work is licensed under {MARKED}</figcaption></figure>{STORY}",
    f'{STORY}<footer>Photos: <a href="{BY}">CC BY 4.0</a></footer>',
    f'{STORY}<div class="comments"><p>This post is licensed under {MARKED}.</p></div>',
    f"{STORY}<p>Comments are licensed {MARKED} by their authors.</p>",
    f'<article><p>A photo by Ali in <a href="{BY}">Flickr CC</a>.</p></article>',
    f'<nav><a href="{BY}">About Creative Commons</a></nav>{STORY}',
    f'<article><p>Which licence to choose? Many take <a href="{BY}">CC BY</a>.</p></article>',
    _json_ld(f'{{"@type": "ImageObject", "license": "{BY}"}}'),
    _json_ld('{"@type": "NewsArticle", "license": '),
    _json_ld(f'{{"@type": "SoftwareApplication", "license": "{BY}"}}'),
    f'<head><meta name="dc.rights" content="not {BY}"></head>{STORY}',
    f'{STORY}<footer>Not licensed under <a href="{BY}">CC BY</a></footer>',
    f'{STORY}<footer>From 2030 it will be under <a href="{BY}">CC BY</a></footer>',
    f"<pre># This file is licensed under {BY}</pre>{STORY}",
]


def _found(page: Article) -> str | None:
    licence = find(page, ("CC-BY",)).licence
    return licence.id if licence else None


@pytest.mark.parametrize(("markup", "licence_id"), OURS.items())
def test_signs_of_the_page(article: Callable[..., Article], markup: str, licence_id: str) -> None:
    assert _found(article(markup=markup)) == licence_id


@pytest.mark.parametrize("markup", NOT_OURS)
def test_what_is_licensed_is_something_else(article: Callable[..., Article], markup: str) -> None:
    assert _found(article(markup=markup)) is None


def test_ccrel_names_the_holder(article: Callable[..., Article]) -> None:
    named = '<a rel="cc:attributionURL" href="https://example.org/">Harbour News</a>'
    found = find(article(markup=f"{STORY}<p>By {named}, {MARKED}</p>"), ("CC-BY",)).licence
    assert found is not None
    assert found.holder == "Harbour News"


def test_the_footer_that_reserves_rights_wins_over_a_link(
    article: Callable[..., Article],
) -> None:
    markup = f'<link rel="license" href="{BY}">{STORY}<footer>© Roe. All rights reserved.</footer>'
    assert _found(article(markup=markup)) is None


def test_the_element_is_the_evidence_and_json_ld_names_the_holder(
    article: Callable[..., Article],
) -> None:
    linked = find(article(markup=f'<link rel="license" href="{BY}">'), ("CC-BY",)).licence
    assert linked is not None
    assert linked.evidence == f'<link rel="license" href="{BY}">'
    data = f'{{"@type": "Article", "license": "{BY}", "publisher": {{"name": "Harbour News"}}}}'
    stated = find(article(markup=f'<script type="application/ld+json">{data}</script>'), ("CC-BY",))
    assert stated.licence is not None
    assert stated.licence.holder == "Harbour News"
