import asyncio

import pytest

from assistant.guard import HEADERS, Guard

HERE = {b"host": b"zw.example:7860"}


async def page(scope, receive, send):
    del scope, receive
    await send({"type": "http.response.start", "status": 200, "headers": [(b"X-Frame-Options", b"ALLOWALL")]})
    await send({"type": "http.response.body", "body": b"page"})


def answer(path, headers=HERE, **options):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": list(headers.items())}
    asyncio.run(Guard(page, offered={"ask"}, **options)(scope, None, send))
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


@pytest.mark.parametrize(
    "path",
    ["/", "/assets/http:.js", "/gradio_api/file=甲.png", "/gradio_api/queue/join", "/gradio_api/call/ask/1f"],
)
def test_a_request_passes_and_its_answer_carries_the_headers_once(path):
    status, headers, body = answer(path)
    assert (status, body) == (200, b"page")
    assert {name.decode().lower(): value.decode() for name, value in headers.items()} == HEADERS


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://203.0.113.1/a.png",
        "/gradio_api/file=HTTPS://pages.invalid/",
        "/gradio_api/file=%68ttp://pages.invalid/",
        "/gradio_api/file/http://pages.invalid/",
        "/gradio_api/proxy=http://pages.invalid/",
        "/under/gradio_api/proxy=http://pages.invalid/",
    ],
)
def test_nothing_is_fetched_from_another_machine(path):
    status, headers, body = answer(path)
    assert (status, body) == (403, b"")
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize("form", ["call/{}", "call/{}/1f", "call/v2/{}", "run/{}", "run/{}/", "api/{}"])
def test_only_what_is_offered_can_be_called_by_name(form):
    assert answer(f"/gradio_api/{form.format('ask')}")[0] == 200
    assert answer(f"/gradio_api/{form.format('publish')}")[0] == 403


@pytest.mark.parametrize("route", ["component_server", "vibe-code", "runs", "monitoring", "call", "", "queue2/join"])
def test_what_the_page_does_not_need_is_closed(route):
    assert answer(f"/gradio_api/{route}")[0] == 403


@pytest.mark.parametrize(
    ("size", "most", "status"),
    [(b"10", 0, 403), (b"10", 10, 200), (b"11", 10, 403), (None, 10, 403), (b"-1", 10, 403)],
    ids=["not wanted", "fits", "too large", "no size", "no number"],
)
def test_files_are_taken_only_where_they_are_wanted_and_up_to_a_size(size, most, status):
    headers = HERE if size is None else HERE | {b"content-length": size}
    assert answer("/gradio_api/upload", headers, most_bytes=most)[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({b"origin": b"http://zw.example:7860"}, 200),
        ({b"origin": b"http://ZW.example:7860"}, 200),
        ({b"origin": b"https://zw.gov.example", b"x-forwarded-host": b"zw.gov.example"}, 200),
        ({b"origin": b"http://zw.example"}, 403),
        ({b"origin": b"http://other.example"}, 403),
        ({b"origin": b"http://zw.example:7860.other.example"}, 403),
        ({b"origin": b"null"}, 403),
    ],
    ids=["same", "capitals", "proxy", "other port", "other site", "longer name", "no name"],
)
def test_the_page_of_another_site_may_not_ask(headers, status):
    assert answer("/gradio_api/queue/join", HERE | headers)[0] == status
