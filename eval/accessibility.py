"""What axe-core finds on a page as it stands: the document and every open shadow root."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Every rule that is on by default, good practice included, and the one for the size
# of what is tapped, which axe leaves off. axe's own report can't name elements inside
# a shadow root, so it is written here.
_OPTIONS: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

# Colours half faded in are no colours to judge. An endless animation never comes to
# rest and is left alone.
_AT_REST: Final = """() => {
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


def violations(page: "Page", context: str | None = None) -> list[str]:
    """Return what axe-core finds, one string a rule with the elements at fault.

    Args:
        page: In the state that is judged; its animations are waited for.
        context: CSS selector that bounds the search, for a page whose frame is
            not ours; None judges all of it.
    """
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - a tool of development

    page.wait_for_function(_AT_REST)
    found: Sequence[Mapping[str, Any]] = (
        Axe().run(page, context=context, options=_OPTIONS).response["violations"]
    )
    return [_described(rule) for rule in found]


def _described(rule: Mapping[str, Any]) -> str:
    lines = [f"{rule['id']} ({rule['impact']}): {rule['help']}"]
    for node in rule["nodes"]:
        checks = [*node["any"], *node["all"], *node["none"]]
        lines.append(f"  {node['target']}: " + "; ".join(check["message"] for check in checks))
        lines.append(f"    {node['html'][:200]}")
    return "\n".join(lines)
