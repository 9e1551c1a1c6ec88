"""The page of an evaluation, as people open it from a folder."""

import pytest
from playwright.sync_api import expect

from eval.benchmarks.dialogues import hold_dialogues, report_of
from eval.page.write import write_pages
from eval.simulator.personas import PERSONAS
from eval.simulator.shop import Shop
from tests.browser.axe import assert_accessible
from tests.browser.demo_shop import SCREENS
from tests.browser.marks import BROWSER
from tests.browser.pictures import keep_picture
from tests.fakes.systems import Defect, KeywordSystem, tiny_shop, vocabulary_of

pytestmark = BROWSER

ITEMS = tiny_shop()
SHOP = Shop(ITEMS, vocabulary_of(ITEMS))


def report(defect=None):
    dialogues = hold_dialogues(
        KeywordSystem(ITEMS, defect), SHOP, n=2 * len(PERSONAS), seed=1, personas=PERSONAS
    )
    return report_of(dialogues, SHOP, facts={"data": "tiny", "seed": "1"})


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    out = tmp_path_factory.mktemp("evaluation")
    write_pages([report()], out)
    return write_pages([report(Defect.FORGETS)], out)


@pytest.mark.parametrize("screen", SCREENS)
def test_figures_charts_and_the_worst_dialogues_are_in_reach(open_page, page_file, screen):
    page = open_page(page_file.as_uri(), **SCREENS[screen])
    assert page.get_by_role("heading", name="The worst dialogues").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    keep_picture(page, f"evaluation-{screen}")
    worst = page.locator("details").filter(has_text="goal").first
    worst.locator("summary").click()
    expect(worst.get_by_text("SHOPPER").first).to_be_visible()
    assert_accessible(page)
    worst.evaluate("each => each.scrollIntoView({ block: 'start' })")
    keep_picture(page, f"evaluation-worst-{screen}")
