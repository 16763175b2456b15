"""What browser tests do over and over."""


def ask(page, question):
    """Type a question and wait until it has its answer."""
    answers = page.locator("#zw-chat .zw-status").count()
    page.fill("#zw-ask textarea", question)
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-status").nth(answers).wait_for()
    return page.locator("#zw-chat .bot-row").last
