/** One exchange of the thread: what was said, and the answer as it grows. */

import { Card } from "./card";
import type { Context } from "./context";
import { h, hidden, iconButton } from "./dom";
import { day } from "./figures";
import { copyOf } from "./photo";
import type { Comparison, Promotion, Reply, Suggestion } from "./protocol";
import type { Entry } from "./thread";
import { fill } from "./words";

export class EntryView {
  readonly element: HTMLElement;
  private readonly answer: HTMLDivElement;
  private readonly thumbs: HTMLButtonElement[];
  private readonly helpful: HTMLElement;
  private cards: Card[] = [];
  private frame = "";

  constructor(
    entry: Entry,
    photo: HTMLCanvasElement | undefined,
    private readonly context: Context,
  ) {
    this.answer = h("div", { class: "answer", tabindex: "-1" });
    this.element = h("article", { class: "entry", "data-key": entry.key });
    if (entry.said || entry.withPhoto) this.element.append(this.said(entry, photo));
    const { helpful, helpfulYes, helpfulNo } = context.words;
    this.thumbs = [this.thumb(true, helpfulYes), this.thumb(false, helpfulNo)];
    const label = { role: "group", "aria-label": helpful };
    this.helpful = h("div", { class: "helpful", ...label }, h("span", {}, helpful), ...this.thumbs);
    this.press(null);
    this.element.append(this.answer, this.helpful);
  }

  update(entry: Entry, isLast: boolean): void {
    const { reply } = entry;
    this.element.classList.toggle("earlier", !isLast);
    this.element.setAttribute("aria-busy", String(entry.busy));
    this.helpful.hidden = !isLast || entry.busy || !reply || !this.context.canRate();
    if (!reply) {
      if (!this.answer.firstChild) this.answer.append(this.thinking());
      return;
    }
    const frame = JSON.stringify([{ ...reply, explanations: [] }, entry.agent]);
    if (frame !== this.frame) {
      this.frame = frame;
      this.press(null);
      this.rebuild(reply, entry.agent);
    }
    const found = new Map(reply.explanations.map((one) => [one.item_id, one]));
    reply.items.forEach(({ item }, at) =>
      this.cards[at]?.explain(found.get(item.item_id), entry.busy),
    );
    this.showPicked();
  }

  showPicked(): void {
    for (const card of this.cards) card.showPicked();
  }

  /** Put the focus where the answer begins. */
  focus(): void {
    const begin = this.answer.querySelector<HTMLElement>(".lead") ?? this.answer;
    begin.focus({ preventScroll: true });
  }

  private thumb(isUp: boolean, label: string): HTMLButtonElement {
    const button = iconButton("thumb", label, isUp ? "up" : "down");
    button.addEventListener("click", async () => {
      const before = this.thumbs.find((one) => one.ariaPressed === "true") ?? null;
      this.press(button);
      if (!(await this.context.rate(isUp))) this.press(before);
    });
    return button;
  }

  private press(pressed: HTMLButtonElement | null): void {
    for (const one of this.thumbs) one.setAttribute("aria-pressed", String(one === pressed));
  }

  private said(entry: Entry, photo: HTMLCanvasElement | undefined): HTMLElement {
    const { words } = this.context;
    const bubble = h("div", { class: "said" });
    if (photo) {
      const copy = copyOf(photo);
      copy.setAttribute("role", "img");
      copy.setAttribute("aria-label", words.yourPhoto);
      bubble.append(copy);
    } else if (entry.withPhoto) {
      bubble.append(h("span", { class: "badge" }, words.photo));
    }
    if (entry.said) bubble.append(h("p", { dir: "auto" }, entry.said));
    return bubble;
  }

  private thinking(): HTMLElement {
    return h(
      "div",
      { class: "thinking" },
      hidden(this.context.words.looking),
      h("i"),
      h("i"),
      h("i"),
    );
  }

  private rebuild(reply: Reply, agent: string): void {
    const open = new Set(
      [...this.answer.querySelectorAll<HTMLElement>(".card:has(details[open])")].map(
        (card) => card.dataset.item,
      ),
    );
    const liked = new Set(reply.intent.liked);
    this.cards = reply.items.map(
      (ranked) => new Card(ranked, liked.has(ranked.item.item_id), this.context),
    );
    this.answer.replaceChildren(...this.contents(reply, agent));
    for (const card of this.cards) {
      const details = card.element.querySelector("details");
      if (details && open.has(card.element.dataset.item)) details.open = true;
    }
  }

  private contents(reply: Reply, agent: string): HTMLElement[] {
    const { words } = this.context;
    const lang = agent ? undefined : reply.intent.language;
    const found: HTMLElement[] = [];
    if (agent)
      found.push(h("p", { class: "agent", dir: "auto" }, fill(words.person, { name: agent })));
    found.push(h("p", { class: "lead", dir: "auto", tabindex: "-1", lang }, reply.text));
    if (reply.passages.length) found.push(this.passages(reply.passages));
    if (reply.promotions.length) found.push(this.promotions(reply.promotions));
    if (reply.comparison?.rows.length) found.push(this.comparison(reply.comparison));
    if (this.cards.length) {
      const label = fill(words.list, { count: this.cards.length });
      found.push(
        h("ol", { class: "cards", "aria-label": label }, ...this.cards.map((card) => card.element)),
      );
    }
    if (reply.question) {
      const { text, answers } = reply.question;
      found.push(
        h(
          "div",
          { class: "question", role: "group", "aria-label": text },
          h("p", { dir: "auto" }, text),
          this.taps(answers, "answer"),
        ),
      );
    }
    // What the question offers already is not offered twice.
    const asked = new Set(reply.question?.answers.map((answer) => answer.label));
    const suggestions = reply.suggestions.filter((one) => !asked.has(one.label));
    if (suggestions.length) {
      const row = this.taps(suggestions, "suggestion");
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", words.refine);
      found.push(row);
    }
    return found;
  }

  private taps(suggestions: Suggestion[], kind: string): HTMLElement {
    const buttons = suggestions.map(({ label, text }) => {
      const button = h("button", { type: "button", class: `tap ${kind}`, dir: "auto" }, label);
      button.addEventListener("click", () => this.context.say(text));
      return button;
    });
    return h("div", { class: `taps ${kind}s` }, ...buttons);
  }

  private passages(passages: Reply["passages"]): HTMLElement {
    const rows = passages.map(({ title, text }) =>
      h(
        "li",
        {},
        h("details", {}, h("summary", { dir: "auto" }, title), h("p", { dir: "auto" }, text)),
      ),
    );
    return h("ul", { class: "passages" }, ...rows);
  }

  private promotions(promotions: Promotion[]): HTMLElement {
    const { words, language } = this.context;
    const rows = promotions.map((one) =>
      h(
        "li",
        { dir: "auto" },
        h("span", { class: "badge sale" }, `−${one.percent_off}\u202f%`),
        ` ${one.title} `,
        one.code && h("code", {}, one.code),
        h("span", { class: "quiet" }, ` ${fill(words.until, { date: day(one.ends, language) })}`),
      ),
    );
    return h("ul", { class: "promotions" }, ...rows);
  }

  private comparison(comparison: Comparison): HTMLElement {
    const { words } = this.context;
    const heads = comparison.titles.map((title) => h("th", { scope: "col", dir: "auto" }, title));
    const rows = comparison.rows.map((row) => {
      const cells = row.values.map((value, at) => {
        const isBest = row.best.includes(at);
        return h(
          "td",
          { dir: "auto", class: isBest ? "best" : null },
          value || "–",
          isBest && hidden(` (${words.best})`),
        );
      });
      return h("tr", {}, h("th", { scope: "row" }, row.label), ...cells);
    });
    const table = h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, ...rows),
    );
    return h(
      "div",
      { class: "comparison", role: "region", "aria-label": words.sideBySide, tabindex: "0" },
      table,
    );
  }
}
