"""The catalogue map in a real browser."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from assistant.service.people import Role
from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.browser.axe import assert_accessible
from tests.browser.console_page import sign_in_as
from tests.browser.marks import BROWSER
from tests.fakes.faces import shop_items
from tests.fakes.service import PASSWORD, open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = BROWSER

KINDS = ("Jackets & Coats", "Tents", "Backpacks")
FEW = [item for item in demo_items() if item.category[-1] in KINDS]


@pytest.fixture
def open_map(tmp_path, serve, open_page):
    """Open the map as an agent."""

    def enter(items=FEW, **context) -> Page:
        service = open_desk(tmp_path, lambda: datetime.now(UTC))
        shop = open_shop(tmp_path, items, attendance=service.desk)
        service.people.add("Jonas", PASSWORD, Role.AGENT)
        settings = Settings(_env_file=None, home=tmp_path)
        address = serve(create_app(shop, settings, service=service, with_page=False))
        page = open_page(f"{address}/console/map", **context)
        sign_in_as(page, "Jonas")
        page.wait_for_url("**/console/map")
        expect(page.locator("#map-said")).to_contain_text("items, by their texts")
        return page

    return enter


def label(page: Page):
    return page.locator("#map-label")


def test_items_are_found_named_and_reached_by_keyboard(open_map):
    page = open_map(viewport={"width": 1280, "height": 900})
    page.get_by_label("Map of the items").focus()
    page.keyboard.press("n")
    expect(label(page)).to_contain_text(" · $")
    first = label(page).inner_text()
    page.keyboard.press("n")
    expect(label(page)).not_to_have_text(first)
    page.keyboard.press("p")
    expect(label(page)).to_have_text(first)
    expect(page.locator("#map-spoken")).to_contain_text(first)
    page.get_by_label("Find on the map").fill("tent")
    expect(page.locator("#map-found")).to_have_text(
        f"{sum('tent' in item.title.lower() for item in FEW)} found"
    )
    expect(label(page)).to_be_hidden()
    page.get_by_label("Find on the map").fill("")
    page.locator("#map-list summary").first.click()
    button = page.locator("#map-list button").first
    title = button.inner_text()
    button.click()
    expect(label(page)).to_have_text(title)


def at_the_middle(page: Page) -> str:
    """The title in the label of what is in the middle of the stage; empty where nothing is."""
    box = page.locator("#map-canvas").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return label(page).inner_text() if label(page).is_visible() else ""


def test_what_is_found_or_chosen_comes_into_view_and_stays_there(open_map):
    page = open_map(viewport={"width": 1280, "height": 900})
    zoomed = page.locator("#map-canvas")
    page.get_by_label("Find on the map").fill("tent")
    for step in range(3):
        assert "tent" in at_the_middle(page).lower(), f"{step} steps closer"
        page.get_by_role("button", name="Closer").click()
    page.get_by_label("Find on the map").fill("no such thing")
    expect(page.locator("#map-found")).to_have_text("0 found")
    at_last = zoomed.get_attribute("data-zoom")
    page.get_by_label("Find on the map").fill("")
    expect(zoomed).to_have_attribute("data-zoom", at_last)
    page.get_by_role("button", name="All").click()
    page.locator("#map-legend button").filter(has_text="Bags").click()
    titles = {item.title for item in FEW if item.category[0] == "Bags"}
    assert at_the_middle(page).split(" · ")[0] in titles


def test_all_that_is_found_is_in_view_however_far_apart(open_map):
    page = open_map(viewport={"width": 1280, "height": 900})
    spots = {"left": (0.0, 0.5), "low": (0.3, 0.7), "middle": (0.5, 0.5), "right": (1.0, 0.1)}
    points = [
        {"id": name, "x": x, "y": y, "title": f"{name} {'odd' if name != 'middle' else ''}"}
        | {"price": "", "category": 0, "photo": None}
        for name, (x, y) in spots.items()
    ]
    told = {"total": 4, "legs": ["text"], "points": points, "categories": ["Kind"]}
    page.route("**/console/map/points", lambda route: route.fulfill(json=told))
    page.reload()
    expect(page.locator("#map-said")).to_contain_text("4 items")
    page.get_by_label("Find on the map").fill("odd")
    expect(page.locator("#map-found")).to_have_text("3 found")
    # The one nearest to their mean is in the middle; the farthest lies 5 % within the edge.
    assert at_the_middle(page).startswith("low")
    box = page.locator("#map-canvas").bounding_box()
    scale = 0.9 * min(box["width"] / 0.7, box["height"] / 0.6) / 2
    for name in ("left", "right"):
        across, down = (spots[name][axis] - spots["low"][axis] for axis in (0, 1))
        page.mouse.move(
            box["x"] + box["width"] / 2 + across * scale,
            box["y"] + box["height"] / 2 + down * scale,
        )
        expect(label(page)).to_have_text(f"{name} odd")


def test_what_is_under_the_pointer_is_named(open_map):
    page = open_map(viewport={"width": 1280, "height": 900})
    page.locator("#map-list summary").first.click()
    button = page.locator("#map-list button").nth(2)
    title = button.inner_text()
    button.click()
    box = page.locator("#map-canvas").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(label(page)).to_have_text(title)


def test_photos_come_when_one_is_near(open_map, tmp_path):
    page = open_map(shop_items(tmp_path), viewport={"width": 1280, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "photos" in request.url else 0)
    assert asked == []
    with page.expect_response("**/api/photos/**") as answer:
        page.get_by_role("button", name="Closer").click()
    assert answer.value.status == 200
    expect(page.locator("#map-canvas")).to_have_attribute("data-zoom", "1.60")


def test_a_second_visit_reads_the_map_that_is_kept(open_map, tmp_path):
    page = open_map()
    kept = list((tmp_path / "maps").glob("*.json"))
    assert len(kept) == 1
    written = kept[0].stat().st_mtime_ns
    page.reload()
    expect(page.locator("#map-said")).to_contain_text(f"{len(FEW)} items")
    assert kept[0].stat().st_mtime_ns == written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_the_map_is_accessible(open_map, scheme, size):
    width, _ = size
    # So high that the header that stays at the top covers nothing that could be tapped.
    page = open_map(viewport={"width": width, "height": 5_000}, color_scheme=scheme)
    assert_accessible(page)
    page.locator("#map-list summary").first.click()
    page.locator("#map-legend button").first.click()
    page.get_by_label("Map of the items").focus()
    page.keyboard.press("n")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_map_of_three_thousand_items_says_so_and_moves_smoothly(open_map):
    page = open_map()
    points = [
        {"id": f"{i}", "x": i * 0.618 % 1, "y": i * 0.414 % 1, "title": f"Item {i}"}
        | {"price": "", "category": i % 18, "photo": None}
        for i in range(3_000)
    ]
    told = {"total": 100_000, "legs": ["text"], "points": points}
    told["categories"] = [f"Kind {i}" for i in range(18)]
    page.route("**/console/map/points", lambda route: route.fulfill(json=told))
    page.reload()
    expect(page.locator("#map-said")).to_have_text(
        "3,000 of 100,000 items, drawn at random, by their texts."
    )
    frames = page.evaluate(
        """async () => {
          const canvas = document.querySelector("#map-canvas");
          const frame = () => new Promise(requestAnimationFrame);
          const took = [];
          for (let i = 0; i < 20; i++) {
            const start = performance.now();
            canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: i % 2 ? 60 : -60 }));
            await frame();
            await frame();
            took.push(performance.now() - start);
          }
          return took.sort((a, b) => a - b);
        }"""
    )
    assert frames[10] < 200
