"""What browser tests do over and over."""

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def ask(page, question):
    """Type a question and wait until it has its answer."""
    answers = page.locator("#zw-chat .zw-status").count()
    page.fill("#zw-ask textarea", question)
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-status").nth(answers).wait_for()
    return page.locator("#zw-chat .bot-row").last


def sideways(page):
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
