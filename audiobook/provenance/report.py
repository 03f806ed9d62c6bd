"""What the library's reader tells of a file, as far as it is used here.

The file may be anyone's: what is not of its kind raises a ValidationError of msgspec.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

T = TypeVar("T")


class Action(msgspec.Struct):
    """One thing that was done to make the file."""

    action: str = ""
    digital_source_type: str = msgspec.field(default="", name="digitalSourceType")
    description: str = ""


class Actions(msgspec.Struct):
    """``c2pa.actions.v2``."""

    actions: list[Action] = []


class Metadata(msgspec.Struct):
    """``cawg.metadata``."""

    web_statement: str = msgspec.field(default="", name="xmpRights:WebStatement")
    usage_terms: str = msgspec.field(default="", name="xmpRights:UsageTerms")
    rights: str = msgspec.field(default="", name="dc:rights")
    creator: list[str] | str = msgspec.field(default="", name="dc:creator")
    language: list[str] | str = msgspec.field(default="", name="dc:language")


class Ingredient(msgspec.Struct):
    """What went into the making, and as what: ``inputTo``, or the file itself, ``parentOf``."""

    relationship: str = ""
    title: str = ""
    address: str = msgspec.field(default="", name="informational_URI")
    instance_id: str = ""


class Assertion(msgspec.Struct):
    """A statement, its data in a form that the label tells."""

    label: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


class Signature(msgspec.Struct):
    """Who signed, and when."""

    common_name: str | None = None
    issuer: str | None = None
    time: str | None = None


class Manifest(msgspec.Struct):
    """All that one signer states."""

    assertions: list[Assertion] = []
    ingredients: list[Ingredient] = []
    signature_info: Signature = msgspec.field(default_factory=Signature)

    def assertion(self, label: str, kind: type[T]) -> T:
        """The assertion of that label, or an empty one.  Raises msgspec.ValidationError."""
        found = (each.data for each in self.assertions if each.label == label)
        return msgspec.json.decode(next(found, b"{}"), type=kind)


class Failure(msgspec.Struct):
    """What does not hold, by C2PA's code."""

    code: str


class Results(msgspec.Struct):
    """What came of holding one manifest against the file."""

    failure: list[Failure] = []


class Validation(msgspec.Struct):
    """What came of holding the last signer's manifest against the file."""

    active_manifest: Results = msgspec.field(default_factory=Results, name="activeManifest")


class Report(msgspec.Struct):
    """All of it."""

    active_manifest: str
    validation_state: Literal["Invalid", "Valid", "Trusted"]
    manifests: dict[str, Manifest]
    validation_results: Validation = msgspec.field(default_factory=Validation)
