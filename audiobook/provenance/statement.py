"""What is signed: that a synthetic voice reads a text, which one, whose, and under which licence.

Written as a manifest definition of C2PA 2 (spec.c2pa.org).  The article is the ingredient that went
into the making; its title, authors and licence stand in a metadata assertion of the Creator
Assertions Working Group (cawg.io/metadata/1.1), with the properties of Dublin Core, XMP and
Creative Commons.  schema.org's CreativeWork is no part of C2PA any more.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import Any

from audiobook.model import Article, Cast, Clearance, Job, digital_source_type

ACTIONS = "c2pa.actions.v2"
METADATA = "cawg.metadata"
CREATED = "c2pa.created"
INPUT = "inputTo"
_ARTICLE = "article"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
}


def definition(job: Job) -> str:
    """The manifest definition of a job's MP3, as JSON."""
    tree = {
        "claim_generator_info": [
            {"name": "audiobook", "version": version("audiobook-editions")},
        ],
        "title": job.article.title,
        "format": "audio/mpeg",
        "assertions": [
            {"label": ACTIONS, "data": {"actions": [_created(job.cast)]}},
            {"label": METADATA, "data": _metadata(job.article, job.clearance), "kind": "Json"},
        ],
        "ingredients": [_ingredient(job.article)],
    }
    # Halves of surrogate pairs are no text.
    return json.dumps(tree, ensure_ascii=False).encode(errors="replace").decode()


def _created(cast: Cast) -> dict[str, Any]:
    readers = (cast.narrator, *cast.others)
    voices = dict.fromkeys(f"{reader.engine}:{reader.voice}" for reader in readers)
    return {
        "action": CREATED,
        "digitalSourceType": digital_source_type(cast),
        "softwareAgent": {"name": cast.narrator.engine},
        "description": f"Read aloud by a synthetic voice: {', '.join(voices)}",
        "parameters": {"ingredientIds": [_ARTICLE]},
    }


def _ingredient(article: Article) -> dict[str, Any]:
    digest = hashlib.sha256(article.text.encode(errors="replace")).hexdigest()
    told = {
        "label": _ARTICLE,
        "title": article.title,
        "format": "text/plain",
        "relationship": INPUT,
        "instance_id": f"nih:sha-256;{digest}",  # RFC 6920, section 7
        "description": "The text that is read",
    }
    return told | ({"informational_URI": article.source} if _is_address(article.source) else {})


def _metadata(article: Article, clearance: Clearance) -> dict[str, Any]:
    licence = clearance.licence
    told = {
        "dc:title": article.title,
        "dc:creator": list(article.authors),
        "dc:language": [article.language],
        "dc:source": article.source if _is_address(article.source) else "",
        "dc:rights": clearance.notice,
        "xmpRights:UsageTerms": licence.name,
        "xmpRights:WebStatement": licence.url,
        "cc:license": licence.url,
    }
    return {"@context": _NAMESPACES} | {key: value for key, value in told.items() if value}


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))
