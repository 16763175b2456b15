"""The exchanges shown in docs/answers.md are what the assistant answers."""

from tools.answer_examples import BEGIN, PAGE, write_exchanges


def test_the_page_shows_the_answers_as_they_are(tmp_path):
    assert PAGE.read_text("utf-8").split(BEGIN)[1].strip() == write_exchanges(tmp_path).strip()
