"""What can go wrong between an address and its bytes, in our words."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from audiobook.articles.web.guard import NotPublic
from audiobook.articles.web.network import TooSlow
from audiobook.errors import SourceError, SourceGone

_LATER = frozenset({httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE})
_GONE = frozenset({httpx.codes.NOT_FOUND, httpx.codes.GONE})
# Stacked codings multiply: a megabyte in three of them is a thousand terabytes.
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


@contextmanager
def our_errors(address: str, longest_s: float, silence_s: float) -> Iterator[None]:
    """Turn the errors of the libraries below into SourceError."""
    try:
        yield
    except NotPublic as error:
        raise error.on_the_way_from(address) from None
    except TooSlow as error:
        problem = f"took more than {longest_s:.0f} s"
        raise SourceError(address, problem, "try again later") from error
    except httpx.UnsupportedProtocol as error:
        raise SourceError(address, "leads to no http or https address") from error
    except httpx.TimeoutException as error:
        problem = f"its server was silent for {min(silence_s, longest_s):.0f} s"
        raise SourceError(address, problem, "try again later") from error
    # A host's name that is none is a UnicodeError.
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise _not_fetched(address, error) from error


def _not_fetched(address: str, error: Exception) -> SourceError:
    refused = _certificate_error(error)
    if refused is not None:
        problem = f"its server can't prove who it is ({refused.verify_message})"
        return SourceError(address, problem, "check the address and this machine's clock")
    problem = f"can't be fetched ({str(error) or type(error).__name__})"
    return SourceError(address, problem, "check the address and the network")


def _certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def check_answer(address: str, response: httpx.Response) -> None:
    """Raise SourceError for an answer that is no page, or not packed as was asked for."""
    code = response.status_code
    if code in _GONE:
        raise SourceGone(address, f"there is no such page ({code})", "check the address")
    if code in _LATER:
        wait = response.headers.get("Retry-After", "")
        remedy = f"try again in {wait} s" if wait.isdigit() else "try again later"
        raise SourceError(address, f"its server is busy ({code})", remedy)
    if not response.is_success:
        raise SourceError(address, f"its server answers {code} {response.reason_phrase}")
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise SourceError(address, f"is packed in a way that was not asked for ({coding[:40]})")
