"""Accessibility of a page as it stands: axe-core over the document and every open shadow root.

A test brings the page into a state and calls ``assert_accessible(page)``.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Every rule that is on by default, good practice included, and the one for the size
# of what is tapped, which axe leaves off. axe's own report can't name elements inside
# a shadow root, so it is written here.
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

# Colours half faded in are no colours to judge. An endless animation never comes to
# rest and is left alone.
_AT_REST = """() => {
  const roots = [document];
  for (let at = 0; at < roots.length; at++) {
    for (const element of roots[at].querySelectorAll("*")) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return roots.flatMap((root) => root.getAnimations()).every(
    (animation) => animation.playState !== "running"
      || animation.effect.getComputedTiming().endTime === Infinity
  );
}"""


def violations(page: Page, context: str | None = None) -> list[str]:
    """What axe-core finds, one string a rule with the elements at fault; empty if all is well.

    ``context`` is a CSS selector that bounds the search, for a page whose frame is not ours.
    """
    page.wait_for_function(_AT_REST)
    found = Axe().run(page, context=context, options=_OPTIONS).response["violations"]
    return [_described(rule) for rule in found]


def assert_accessible(page: Page, context: str | None = None) -> None:
    """Fail with everything axe-core finds on the page as it stands."""
    found = violations(page, context)
    assert not found, "\n" + "\n".join(found)


def _described(rule: dict) -> str:
    lines = [f"{rule['id']} ({rule['impact']}): {rule['help']}"]
    for node in rule["nodes"]:
        checks = [*node["any"], *node["all"], *node["none"]]
        lines.append(f"  {node['target']}: " + "; ".join(check["message"] for check in checks))
        lines.append(f"    {node['html'][:200]}")
    return "\n".join(lines)
