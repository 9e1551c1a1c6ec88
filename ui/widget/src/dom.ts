/** Elements made by hand: text stays text, and no attribute can carry a script or a style. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | boolean | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; `true` gives a bare attribute, `false`, null and undefined leave it away. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Drawn for this widget on a 24 by 24 grid, as strokes. */
const ICONS = {
  heart: "M12 20C5 15 3 11.5 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 11.5 19 15 12 20Z",
  down: "M5.6 5.6l12.8 12.8M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18",
  thumb: "M7 11v9H4v-9ZM7 11l4-8c2 0 2.5 2 2 6h6l1.5 2-2 8-1.5 1H7",
  photo: "M4 8h3l2-3h6l2 3h3v11H4ZM12 10a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7",
  picture: "M4 5h16v14H4ZM4 16l5-5 4 4 3-3 4 4M15.5 8.5h.01",
  send: "M12 19V5M6 11l6-6 6 6",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  restart: "M5 12a7 7 0 1 0 2.5-5.4M7 3v4h4",
  close: "M6 6l12 12M18 6L6 18",
  wider: "M9 4H4v5M15 20h5v-5M4 4l6 6M20 20l-6-6",
  compare: "M4 8h13M13.5 4.5L17 8l-3.5 3.5M20 16H7M10.5 12.5L7 16l3.5 3.5",
  chat: "M4 5h16v11H10l-5 4v-4H4ZM8.5 9.5h7M8.5 12.5h4",
};

export type Icon = keyof typeof ICONS;

export function icon(name: Icon): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a drawing; `label` names it, and is shown on hovering. */
export function iconButton(name: Icon, label: string, className: string): HTMLButtonElement {
  return h(
    "button",
    { type: "button", class: `icon ${className}`, "aria-label": label, title: label },
    icon(name),
  );
}

export const hidden = (text: string): HTMLElement => h("span", { class: "hidden" }, text);

/** How wide the end of a row fades out that goes on beyond it; as in `styles.css`. */
const FADE = 20;

/** Scroll a row sideways, and nothing else, until a part of it is seen. */
export function bringIn(row: Element, part: Element): void {
  const [edge, place] = [row.getBoundingClientRect(), part.getBoundingClientRect()];
  const beyond = place.right - edge.right + FADE;
  if (beyond > 0) row.scrollLeft += beyond;
  if (place.left < edge.left) row.scrollLeft -= edge.left - place.left;
}
