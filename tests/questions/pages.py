"""Print every question as the page gets it, as JSON: what the tests in JavaScript read."""

import json

from helpers import questions
from helpers.activities.wire import on_the_page

if __name__ == "__main__":
    print(json.dumps({id: on_the_page(question) for id, question in questions.every().items()}))
