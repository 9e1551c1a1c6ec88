/** One item of a list. */

import type { Context } from "./context";
import { h, hidden, icon, iconButton } from "./dom";
import { count, money, stockNote } from "./figures";
import { itemLink, served } from "./links";
import type { Explanation, Item, Ranked } from "./protocol";
import { parts } from "./thread";
import { fill, nameOf } from "./words";

const LONGEST_DESCRIPTION = 420;
const SHOW_ADDED = 2_000;

/** What moved an item by less, of two decimals shown, moved it by nothing. */
const LEAST_TOLD = 0.005;

export class Card {
  readonly element: HTMLLIElement;
  private readonly why: HTMLParagraphElement;
  private readonly checked: HTMLDivElement;
  private readonly pickButton: HTMLButtonElement;
  private told = "";

  constructor(
    private readonly ranked: Ranked,
    liked: boolean,
    private readonly context: Context,
  ) {
    const { item } = ranked;
    this.why = h("p", { class: "why waiting", dir: "auto" }, hidden(context.words.reasonFollows));
    this.checked = h("div", { class: "checked", hidden: true });
    this.pickButton = this.makePickButton();
    this.element = h(
      "li",
      { class: "card", "data-item": item.item_id },
      this.picture(),
      this.facts(),
      this.why,
      this.actions(liked),
      this.pickButton,
      this.details(),
    );
  }

  /** Show the reason; while none is there and none will come, leave its place away. */
  explain(explanation: Explanation | undefined, isBusy: boolean): void {
    this.why.hidden = !explanation && !isBusy;
    if (!explanation || this.told === explanation.text) return;
    this.told = explanation.text;
    this.why.classList.remove("waiting");
    const said = parts(explanation);
    this.why.replaceChildren(
      ...said.map((part) => (part.field ? h("mark", {}, part.text) : part.text)),
    );
    const facts = said.filter((part) => part.field);
    this.checked.hidden = !facts.length;
    this.checked.replaceChildren(
      h("h4", {}, this.context.words.checked),
      h("ul", {}, ...facts.map((part) => this.fact(part.field ?? "", part.text))),
    );
  }

  showPicked(): void {
    const isPicked = this.context.isPicked(this.ranked.item.item_id);
    this.pickButton.setAttribute("aria-pressed", String(isPicked));
    this.pickButton.disabled = !isPicked && !this.context.canPickMore();
  }

  private picture(): HTMLElement {
    const { item, rank } = this.ranked;
    const { words, base } = this.context;
    const frame = h("div", { class: "picture" });
    const missing = () => h("span", { class: "no-picture" }, words.noPicture);
    if (item.photo_url) {
      const image = h("img", {
        alt: "",
        width: "400",
        height: "400",
        loading: "lazy",
        decoding: "async",
      });
      image.addEventListener("error", () => image.replaceWith(missing()), { once: true });
      image.src = served(item.photo_url, base);
      frame.append(image);
    } else {
      frame.append(missing());
    }
    frame.append(
      h(
        "span",
        { class: "rank" },
        hidden(fill(words.rank, { rank })),
        h("span", { "aria-hidden": "true" }, String(rank)),
      ),
    );
    if (item.percent_off) frame.append(h("span", { class: "off" }, `−${item.percent_off}\u202f%`));
    return frame;
  }

  private facts(): HTMLElement {
    const { item } = this.ranked;
    const { words, language } = this.context;
    const note = stockNote(item, words);
    return h(
      "div",
      { class: "facts" },
      item.brand && h("p", { class: "brand", dir: "auto" }, item.brand),
      h("h3", { class: "title", dir: "auto" }, this.title()),
      h(
        "p",
        { class: item.list_price ? "prices reduced" : "prices" },
        h(
          "strong",
          { class: "price" },
          item.price ? money(item.price, language) : words.priceOnRequest,
        ),
        item.list_price &&
          h("s", { class: "was" }, hidden(`${words.instead} `), money(item.list_price, language)),
      ),
      h(
        "p",
        { class: "meta" },
        this.rating(),
        h("span", { class: `stock ${item.availability}${note.isFew ? " few" : ""}` }, note.text),
      ),
    );
  }

  private title(): HTMLElement {
    const { item } = this.ranked;
    const address = itemLink(this.context.itemUrl, item, location.href);
    const link = address
      ? h("a", { href: address }, item.title)
      : h("button", { type: "button", class: "as-link" }, item.title);
    link.addEventListener("click", (event) => {
      // With a modifier the browser opens a tab of its own, which is no visit of this page.
      const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
      if (!(ctrlKey || metaKey || shiftKey) && !this.context.viewItem(item)) event.preventDefault();
    });
    return link;
  }

  private rating(): HTMLElement {
    const { rating, rating_count } = this.ranked.item;
    const { words, language } = this.context;
    if (rating === null) return h("span", { class: "rating quiet" }, words.notRated);
    const label = fill(words.outOfFive, { rating });
    const stars = h("span", { class: "stars", role: "img", "aria-label": label });
    stars.style.setProperty("--fill", `${(rating * 20).toFixed(1)}%`);
    const number = h("span", { class: "quiet" }, `(${count(rating_count, language)})`);
    return h(
      "span",
      { class: "rating" },
      stars,
      h("span", { class: "count" }, `${rating} `, number),
    );
  }

  private actions(liked: boolean): HTMLElement {
    const { item } = this.ranked;
    const { words } = this.context;
    const like = iconButton("heart", `${words.like}: ${item.title}`, "like");
    like.setAttribute("aria-pressed", String(liked));
    like.addEventListener("click", () => {
      like.setAttribute("aria-pressed", "true");
      this.context.tap([{ op: "like", item_id: item.item_id }]);
    });
    const dislike = iconButton("down", `${words.dislike}: ${item.title}`, "dislike");
    dislike.addEventListener("click", () => {
      this.element.classList.add("leaving");
      this.context.tap([{ op: "dislike", item_id: item.item_id }]);
    });
    const similar = this.named("quiet-button similar", words.moreLike);
    similar.addEventListener("click", () => {
      const said = fill(words.moreLikeSaid, { title: item.title }).slice(0, 500);
      this.context.tap([{ op: "seek_similar", item_ids: [item.item_id] }], said);
    });
    return h(
      "div",
      { class: "actions" },
      this.context.hasCart && this.cartButton(item),
      similar,
      h("span", { class: "thumbs" }, like, dislike),
    );
  }

  private cartButton(item: Item): HTMLButtonElement {
    const { words } = this.context;
    const button = this.named("cart", words.addToCart);
    button.disabled = item.availability === "out_of_stock";
    button.addEventListener("click", () => {
      if (!this.context.addToCart(item)) return;
      this.name(button, words.added);
      setTimeout(() => this.name(button, words.addToCart), SHOW_ADDED);
    });
    return button;
  }

  /** A button named by what it does, and to whom cannot see the card also by the item. */
  private named(className: string, text: string): HTMLButtonElement {
    const button = h("button", { type: "button", class: className }, h("span"));
    this.name(button, text);
    return button;
  }

  private name(button: HTMLButtonElement, text: string): void {
    button.setAttribute("aria-label", `${text}: ${this.ranked.item.title}`);
    const label = button.querySelector("span");
    if (label) label.textContent = text;
  }

  private makePickButton(): HTMLButtonElement {
    const { item } = this.ranked;
    const button = this.named("quiet-button pick", this.context.words.compare);
    button.prepend(icon("compare"));
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => this.context.pick(item));
    return button;
  }

  private details(): HTMLDetailsElement {
    const { item, contributions } = this.ranked;
    const { words, language } = this.context;
    const description = Array.from(item.description);
    const shortened = description.slice(0, LONGEST_DESCRIPTION).join("");
    const attributes = Object.entries(item.attributes).map(([name, values]) =>
      h(
        "div",
        {},
        h("dt", {}, nameOf(name, language)),
        h("dd", { dir: "auto" }, values.join(", ")),
      ),
    );
    return h(
      "details",
      {},
      h("summary", { "aria-label": `${words.details}: ${item.title}` }, words.details),
      Object.keys(contributions).length > 0 && h("h4", {}, words.moved),
      Object.keys(contributions).length > 0 && this.bars(),
      this.checked,
      shortened &&
        h(
          "p",
          { class: "description", dir: "auto" },
          description.length > LONGEST_DESCRIPTION ? `${shortened}…` : shortened,
        ),
      attributes.length > 0 && h("dl", {}, ...attributes),
    );
  }

  private bars(): HTMLUListElement {
    const given = Object.entries(this.ranked.contributions).filter(
      ([, value]) => Math.abs(value) >= LEAST_TOLD,
    );
    given.sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || (a < b ? -1 : 1));
    const longest = Math.max(...given.map(([, value]) => Math.abs(value))) || 1;
    const rows = given.map(([name, value]) => {
      const bar = h("span", { class: "bar" });
      bar.style.setProperty("--share", `${Math.round((Math.abs(value) / longest) * 100)}%`);
      const figure = `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
      return h(
        "li",
        { class: value < 0 ? "lowers" : "raises" },
        h("span", {}, nameOf(name, this.context.language)),
        h("span", { class: "track" }, bar),
        h("span", { class: "figure" }, figure),
      );
    });
    return h("ul", { class: "bars" }, ...rows);
  }

  private fact(field: string, text: string): HTMLLIElement {
    const name = nameOf(field, this.context.language);
    return h("li", {}, h("span", { class: "field" }, name), " ", `“${text}”`);
  }
}
