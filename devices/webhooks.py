"""Posts to the web servers of others, signed with a secret from the keyring or the environment."""

import hashlib
import hmac
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

import keyring
import keyring.errors

from domain.errors import Unavailable
from domain.language import tr

SECONDS = 10.0
SIGNATURE = "X-Callout-Signature"
DELIVERY = "X-Callout-Delivery"
_GOOD = range(200, 300)


def find_secret(url: str, environment: Mapping[str, str]) -> str:
    """The secret for a web server; empty where there is none, and then nothing is signed."""
    if secret := environment.get("CALLOUT_WEBHOOK_SECRET"):
        return secret
    try:
        return keyring.get_password(keyring_service(url), "secret") or ""
    except keyring.errors.KeyringError:
        return ""


def keyring_service(url: str) -> str:
    """The name under which the keyring has the secret."""
    return f"callout webhook {urlsplit(url).netloc}"


def signature(body: bytes, secret: str) -> str:
    """HMAC-SHA256 of the body, as the receiver reckons it too."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def post(url: str, body: bytes, delivery: int, secret: str, seconds: float = SECONDS) -> None:
    """Hand it in once; anything but an answer of 2xx raises Unavailable with the reason. Redirects are not followed."""
    parts = urlsplit(url)
    headers = {"Content-Type": "application/json", DELIVERY: str(delivery), "User-Agent": "Callout"}
    if secret:
        headers[SIGNATURE] = signature(body, secret)
    connection = _connection(parts, seconds)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        status = connection.getresponse().status
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unavailable(tr("{host} cannot be reached: {reason}", host=parts.netloc, reason=reason)) from error
    finally:
        connection.close()
    if status not in _GOOD:
        raise Unavailable(tr("{host} answered with {status}.", host=parts.netloc, status=status))


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=seconds)
