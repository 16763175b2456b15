"""What stands between the network and the page: headers that keep the browser here, and requests that are refused.

Gradio serves a page of its own making; this is the layer around it. It is plain ASGI, so it needs no library.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from typing import Any
from urllib.parse import unquote, urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = {
    "default-src": "'self'",
    # Gradio writes its settings into the page as a script and makes functions of the handlers' JavaScript; what stands
    # in an attribute of a tag (onerror=…), as injected words would have it, is never run.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "script-src-attr": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
"""The content security policy: nothing is loaded from, sent to or shown in a page of another host."""

HEADERS = {
    "content-security-policy": "; ".join(f"{what} {sources}" for what, sources in POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What each answer to a browser carries."""

_API = "/gradio_api/"
_NEEDED = frozenset(
    "app_id cancel heartbeat info login_check openapi.json queue reset startup-events theme.css".split()
)
"""What the page and clients of its interface ask Gradio for; its other routes are closed."""
_NAMED = re.compile(r"(?:call/v2|call|run|api)/([^/]+)(?:/.*)?")
"""Handlers by name: Gradio only hides the private ones, and would run them for whoever asks."""


class Guard:
    """An ASGI application around another one, to be given to FastAPI as a middleware.

    Parameters
    ----------
    app
        What is guarded.
    offered
        Names of the handlers that other programs may call.
    most_bytes
        How many bytes visitors may upload at once; 0 closes the routes for it.
    """

    def __init__(self, app: Application, offered: Collection[str] = (), most_bytes: int = 0) -> None:
        self.app = app
        self.offered = offered
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: refuse it, or hand it on and add the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list(_guarded(message.get("headers", ())))
            await send(message)

        if self.is_refused(scope["path"], dict(scope["headers"])):
            await send_guarded({"type": "http.response.start", "status": 403, "headers": [(b"content-length", b"0")]})
            await send_guarded({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send_guarded)

    def is_refused(self, path: str, headers: dict[bytes, bytes]) -> bool:
        """Whether a request asks for what is not offered, or comes from the page of another site.

        Parameters
        ----------
        path
            The path as ASGI gives it, decoded.
        headers
            Names in lower case to values.
        """
        _, is_api, route = path.partition(_API)
        return (bool(is_api) and not self._is_open(route, headers)) or _is_foreign(headers)

    def _is_open(self, route: str, headers: dict[bytes, bytes]) -> bool:
        if route.startswith("file="):  # of an address, Gradio would fetch it
            return not unquote(route[5:]).strip().casefold().startswith(("http:", "https:"))
        if named := _NAMED.fullmatch(route):
            return named[1] in self.offered
        first = route.split("/")[0]
        if first == "upload":
            size = headers.get(b"content-length", b"")
            return size.isdigit() and int(size) <= self.most_bytes
        return first in _NEEDED or (first == "upload_progress" and self.most_bytes > 0)


def _is_foreign(headers: dict[bytes, bytes]) -> bool:
    """Whether a browser sends the request for a page of another site; what is no browser says nothing of it."""
    origin = headers.get(b"origin")
    hosts = {headers.get(name, b"").decode("latin-1").lower() for name in (b"host", b"x-forwarded-host")}
    return origin is not None and urlsplit(origin.decode("latin-1").lower()).netloc not in hosts - {""}


def _guarded(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    """Headers of an answer, with ours in place of others of the same name."""
    yield from ((name, value) for name, value in headers if name.lower().decode("latin-1") not in HEADERS)
    yield from ((name.encode(), value.encode()) for name, value in HEADERS.items())
