"""The helper finds what is wrong, also inside a shadow root; else it would prove nothing."""

import pytest

from tests.browser.axe import assert_accessible, violations

pytestmark = pytest.mark.browser

SOUND = """<!doctype html><html lang="en"><title>Shop</title>
<main><h1>Shop</h1><button style="min-width: 44px; min-height: 44px">Buy</button></main>"""
IN_SHADOW = """() => {
  const host = document.createElement("section");
  document.querySelector("main").append(host);
  host.attachShadow({ mode: "open" }).innerHTML =
    '<p style="color: #aaa; background: #fff">pale</p><button></button>';
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content(SOUND)
    yield page
    page.close()


def test_a_sound_page_passes(page):
    assert_accessible(page)


def test_faults_inside_a_shadow_root_are_found_and_named(page):
    page.evaluate(IN_SHADOW)
    found = "\n".join(violations(page))
    assert "color-contrast" in found
    assert "button-name" in found
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page)


def test_a_target_too_small_is_found(page):
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<button style=\"all: unset; width: 12px; font-size: 8px\">a</button>'.repeat(3))"
    )
    assert any(found.startswith("target-size") for found in violations(page))


def test_only_what_is_asked_for_is_searched(page):
    page.evaluate(IN_SHADOW)
    assert_accessible(page, "h1")
