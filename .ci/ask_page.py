"""Ask the running page one question through its interface for programs, as a browser would reach it.

python ask_page.py ADDRESS QUESTION; exit code 1 unless the page answers with a citation.
"""

from __future__ import annotations

import sys

from gradio_client import Client


def main(address: str, question: str) -> int:
    """Ask, print the first line of the answer and the first label."""
    answer = Client(address, verbose=False).predict(question, api_name="/ask")
    print(answer["status"], "|", answer["answer"].splitlines()[0] if answer["answer"] else "")
    if not answer["answered"] or not answer["citations"]:
        print("the page gave no answer with a citation")
        return 1
    print(answer["citations"][0]["label"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
