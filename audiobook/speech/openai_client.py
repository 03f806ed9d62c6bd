"""Asks a server with OpenAI's ``/v1/audio/speech`` to speak, patiently and within limits.

Any such server, on this machine or far away: OpenAI's own, Kokoro-FastAPI, LocalAI, local-tts, …
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from audiobook.files import cache_folder
from audiobook.fingerprint import fingerprint
from audiobook.speech.slots import slot

KEY_VARIABLE = "AUDIOBOOK_OPENAI_KEY"
"""Where the secret stands in the environment; never in a file, an identity or a message."""
_ATTEMPTS = 5
_CONNECT_SECONDS = 10.0
_LONGEST_WAIT_SECONDS = 60.0
_LARGEST_BYTES = 64 * 2**20  # six minutes of 48 kHz stereo; no utterance takes as long
_LONGEST_COMPLAINT = 200
_TOO_MANY, _SERVER_ERROR = 429, 500
_REFUSALS = (401, 403)
_MEND_ADDRESS = "mend openai-address in [narrator]"
_MEND_KEY = f"set {KEY_VARIABLE} to a key it takes"


class AskingError(Exception):
    """The server did not speak.

    ``remedy`` is what the user must do where it would not speak any other text either.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.remedy = remedy


class BusyError(AskingError):
    """It may speak when it is asked again, after ``wait_seconds`` if it has said so."""

    def __init__(self, problem: str, remedy: str = "", wait_seconds: float | None = None) -> None:
        super().__init__(problem, remedy)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited: for an answer, for each character more, and before asking again."""

    answer_seconds: float = 60.0
    character_seconds: float = 0.2
    back_off_seconds: float = 0.5


class SpeechClient:
    """One server.  ``at_once`` requests at most are under way from this machine."""

    def __init__(self, address: str, key: str, at_once: int, patience: Patience) -> None:
        self._address = address.rstrip("/") + "/audio/speech"
        self._slots = cache_folder("openai") / fingerprint(address)[:16]
        self._at_once = at_once
        self._patience = patience
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers)  # follows no redirect: the key stays here

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def sound(self, request: dict[str, Any]) -> bytes:
        """The body of the answer, whole.  Asks again when the server is busy or failing.

        Raises AskingError.
        """
        for attempt in range(_ATTEMPTS - 1):
            try:
                return self._answered(request)
            except BusyError as busy:
                wait = busy.wait_seconds
                if wait is None:
                    wait = self._patience.back_off_seconds * 2**attempt * random.uniform(1, 1.5)
                if wait > _LONGEST_WAIT_SECONDS:
                    raise
                time.sleep(wait)
        return self._answered(request)

    def _answered(self, request: dict[str, Any]) -> bytes:
        """The body of the answer to one request."""
        try:
            with slot(self._slots, self._at_once):
                status, headers, body = self._ask(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise BusyError(
                f"can't be reached: {error}", f"start it, or {_MEND_ADDRESS}"
            ) from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise AskingError(f"is no address: {error}", _MEND_ADDRESS) from error
        except httpx.TimeoutException as error:
            raise AskingError("did not answer in time") from error
        except (httpx.HTTPError, OSError) as error:
            raise AskingError(f"broke off: {error}") from error
        if status == httpx.codes.OK:
            return body
        problem = f"answers {status}: {_complaint(body)}"
        if status == _TOO_MANY or status >= _SERVER_ERROR:
            raise BusyError(problem, wait_seconds=_stated_wait(headers))
        raise AskingError(problem, _MEND_KEY if status in _REFUSALS else "")

    def _ask(self, request: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        """One request.  A server that sends a little now and then runs out of time as well."""
        letters = len(request["input"])
        seconds = self._patience.answer_seconds + self._patience.character_seconds * letters
        deadline = time.monotonic() + seconds
        limits = httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
        body = bytearray()
        with self._client.stream("POST", self._address, json=request, timeout=limits) as answer:
            for piece in answer.iter_bytes():
                body += piece
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("too slow")
                if len(body) > _LARGEST_BYTES:
                    raise httpx.DecodingError("it sends more than any utterance takes")
            return answer.status_code, answer.headers, bytes(body)


def _stated_wait(headers: httpx.Headers) -> float | None:
    """The seconds to wait that ``Retry-After`` states, as a number or a date (RFC 9110, 10.2.3)."""
    stated = headers.get("Retry-After", "")
    try:
        return max(0.0, float(stated))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _complaint(body: bytes) -> str:
    """What an answer says is wrong, in one line."""
    text = body.decode(errors="replace")
    try:
        said: Any = json.loads(text)
    except ValueError:
        said = text
    for key in ("error", "detail", "message"):
        if isinstance(said, dict) and said.get(key):
            said = said[key]
    line = " ".join(str(said).split())[:_LONGEST_COMPLAINT]
    return "a web page" if line.startswith("<") else line or "nothing more"
