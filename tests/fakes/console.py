"""The console over a small shop, as agents and their lead have it."""

import re
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from assistant.service.people import Role
from assistant.service.reviews.files import DEMO_REVIEWS, read_reviews
from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.fakes.service import PASSWORD, open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app

KINDS = ("Jackets & Coats", "Tents", "Backpacks")


def few_items():
    """The demo shop's items of three kinds."""
    return [item for item in demo_items() if item.category[-1] in KINDS]


class Desk:
    """A served shop with one conversation that waits."""

    def __init__(self, folder):
        self.service = open_desk(folder, lambda: datetime.now(UTC))
        self.shop = open_shop(folder, few_items(), attendance=self.service.desk)
        self.maya = self.service.people.add("Maya", PASSWORD, Role.LEAD)
        self.jonas = self.service.people.add("Jonas", PASSWORD, Role.AGENT)
        self.service.reviews.add(read_reviews(DEMO_REVIEWS).reviews)
        settings = Settings(_env_file=None, home=folder)
        self.app = create_app(self.shop, settings, service=self.service, with_page=False)

    def client(self, name=None):
        client = TestClient(self.app, raise_server_exceptions=False)
        if name is not None:
            answer = client.post("/console/sign-in", data={"name": name, "password": PASSWORD})
            assert answer.url.path == "/console", answer.text
        return client

    def converse(self, *texts, photo=None):
        session = self.shop.open_session()
        for text in texts:
            list(self.shop.respond(session, text, photo=photo))
        return session, self.service.desk.of_session(session).ref


def csrf(client):
    """The token that the forms of a signed-in client's pages carry."""
    return re.search(r'data-csrf="([^"]+)"', client.get("/console").text)[1]


def post(client, path, token=None, **fields):
    data = {"csrf": token or csrf(client)} | fields
    return client.post(path, data=data, follow_redirects=False)
