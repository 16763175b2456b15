"""What axe-core finds on a page in the browser; the script comes in the wheel, nothing is fetched."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
_AXE = Axe()


def no_serious_violation(page: Page, within: str = "") -> None:
    """Fail with what is serious or critical on the page as it is now, or within the first element that fits."""
    assert [_told(v) for v in inspect(page, within)["violations"] if v["impact"] in GRAVE] == []


def no_faint_text(page: Page, least: int) -> None:
    """Fail where text stands out too little from what is behind it; at least ``least`` elements must be judged."""
    found = inspect(page)
    assert [_told(v) for v in found["violations"] if v["id"] == "color-contrast"] == []
    judged = [node for rule in found["passes"] if rule["id"] == "color-contrast" for node in rule["nodes"]]
    assert len(judged) >= least


def inspect(page: Page, within: str = "") -> dict[str, Any]:
    """Return all that axe-core says, once colours that change slowly have changed."""
    page.wait_for_timeout(300)
    return _AXE.run(page, within or None, options={"resultTypes": ["violations", "passes"]}).response


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(f"{node['target']} {node['html'][:120]}" for node in violation["nodes"][:5])
    return f"{violation['impact']} {violation['id']}: {violation['help']} ({len(violation['nodes'])}) {places}"
