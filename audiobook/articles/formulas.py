"""Formulas as a line of text: TeX and MathML in Unicode's own signs, as far as it has them."""

from __future__ import annotations

from lxml.html import HtmlElement

from audiobook.articles.scripts import LOWERED, RAISED, SET, set_scripts

_STYLES = ("\\displaystyle", "\\textstyle")
_SCRIPTED = {"msup": RAISED, "msub": LOWERED}


def formula_of_tex(tex: str) -> str:
    r"""``x^2 \leq \alpha`` as ``x² ≤ α``; what Unicode has no sign for stays as it is.

    By unicodeit.
    """
    import unicodeit  # noqa: PLC0415 - few texts hold formulas

    if tex.isalnum():
        return tex
    for style in _STYLES:
        tex = tex.replace(style, "")
    return " ".join(str(unicodeit.replace(tex.strip().removeprefix("{").removesuffix("}"))).split())


def formula_of_mathml(math: HtmlElement) -> str:
    """A ``<math>`` element as a line: from the TeX it was made from, if it holds that."""
    for note in math.iter("annotation"):
        if "tex" in (note.get("encoding") or ""):
            return formula_of_tex(note.text or "")
    stated = math.get("alttext")
    return formula_of_tex(stated) if stated else " ".join(set_scripts(_signs(math)).split())


def _signs(element: HtmlElement) -> str:
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    parts = [(element.text or "").strip(), *map(_signs, element)]
    if element.tag == "mfrac" and len(element) == 2:  # noqa: PLR2004 - two parts make a fraction
        return f"{parts[1]}/{parts[2]}"
    if element.tag == "msqrt":
        return f"√{''.join(parts)}"
    if element.tag in _SCRIPTED and len(element) == 2:  # noqa: PLR2004 - a base and its script
        return f"{parts[1]}{_SCRIPTED[element.tag]}{parts[2]}{SET}"
    return (" " if element.tag in ("mo", "mtable", "mtr") else "").join(["", *parts, ""])
