/** What the thread says before anybody has said anything. */

import { h, icon } from "./dom";
import type { Words } from "./words";

export interface Beginning {
  say(text: string): void;
  pickPhoto(): void;
}

/** Return the welcome, with examples that are said by a tap. */
export function welcome(words: Words, examples: string[], begin: Beginning): HTMLElement {
  const rows = examples.map((text) => {
    const button = h("button", { type: "button", class: "example", dir: "auto" }, text);
    button.addEventListener("click", () => begin.say(text));
    return h("li", {}, button);
  });
  const photo = h(
    "button",
    { type: "button", class: "example by-photo" },
    icon("photo"),
    words.byPhoto,
  );
  photo.addEventListener("click", () => begin.pickPhoto());
  return h(
    "div",
    { class: "welcome" },
    h("h3", {}, words.welcome),
    h("p", {}, words.welcomeMore),
    h("ul", {}, ...rows, h("li", {}, photo)),
  );
}
