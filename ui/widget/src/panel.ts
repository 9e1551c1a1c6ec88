/** The panel: head, thread and composer, kept in step with the conversation. */

import { Composer } from "./composer";
import type { Context } from "./context";
import type { Conversation } from "./conversation";
import { h, iconButton } from "./dom";
import { takeDrops } from "./drops";
import { EntryView } from "./entry";
import { type Focused, focusAgain, focusedIn, isShown } from "./focus";
import type { Photo } from "./photo";
import type { Item } from "./protocol";
import { Picks } from "./picks";
import { entries } from "./thread";
import { welcome } from "./welcome";
import { fill, type Language, type Words } from "./words";

/** Pixels from its end within which the thread counts as read to the end. */
const NEAR_END = 120;
/** Pixels left above what is brought up. */
const ABOVE = 16;

export interface PanelOptions {
  words: Words;
  language: Language;
  heading: string;
  examples: string[];
  /** Stands in the page instead of floating over it: it cannot be closed. */
  isInline: boolean;
  base: string;
  itemUrl: string | null;
  hasCart: boolean;
  addToCart(item: Item): boolean;
  viewItem(item: Item): boolean;
  close(): void;
}

export class Panel {
  readonly element: HTMLElement;
  readonly composer: Composer;
  private readonly status = h("p", { class: "status" });
  private readonly tryNow: HTMLButtonElement;
  private readonly person = h("p", { class: "person", role: "status", dir: "auto", hidden: true });
  private readonly live = h("p", { class: "hidden", role: "status", "aria-live": "polite" });
  private readonly thread: HTMLElement;
  private readonly welcome: HTMLElement;
  private readonly earlier: HTMLButtonElement;
  private readonly list = h("div", { class: "entries" });
  private readonly startOver: HTMLButtonElement;
  private readonly views = new Map<string, EntryView>();
  private readonly photos = new Map<string, Photo>();
  private readonly picks = new Picks();
  private readonly context: Context;
  private shownBefore = false;

  constructor(
    private readonly conversation: Conversation,
    private readonly options: PanelOptions,
  ) {
    const { words } = options;
    this.context = this.makeContext();
    this.tryNow = h("button", { type: "button", class: "quiet-button try-now" }, words.tryNow);
    this.tryNow.addEventListener("click", () => {
      conversation.wake();
      void conversation.look();
    });
    this.startOver = iconButton("restart", words.startOver, "start-over");
    this.startOver.addEventListener("click", () => {
      conversation.startOver();
      this.composer.box.focus();
    });
    this.earlier = h(
      "button",
      { type: "button", class: "quiet-button show-earlier", hidden: true },
      words.earlier,
    );
    this.earlier.addEventListener("click", () => void conversation.showEarlier());
    this.welcome = welcome(words, options.examples, {
      say: (text) => this.context.say(text),
      pickPhoto: () => this.composer.pickPhoto(),
    });
    this.thread = h(
      "div",
      { class: "thread", role: "region", "aria-label": words.conversation, tabindex: "0" },
      this.welcome,
      this.earlier,
      this.list,
    );
    this.composer = new Composer(words, this.composerActions());
    this.element = this.frame();
    takeDrops(this.element, (file) => void this.composer.take(file));
    this.render();
  }

  /** Bring everything to the conversation's state; what is shown already stays untouched. */
  render(): void {
    const { thread, waiting } = this.conversation;
    const shown = entries(thread);
    const hadFocus = focusedIn(this.list);
    this.welcome.hidden = shown.length > 0;
    this.startOver.hidden = shown.length === 0;
    this.earlier.hidden = thread.earlier === 0;
    this.forget(new Set(shown.map((entry) => entry.key)));
    const wasAtEnd = this.isNearEnd();
    const isFirst = !this.shownBefore && shown.length > 0;
    let added: EntryView | undefined;
    for (const [at, entry] of shown.entries()) {
      let view = this.views.get(entry.key);
      if (!view) {
        view = new EntryView(entry, this.photos.get(entry.key)?.canvas, this.context);
        this.views.set(entry.key, view);
        added = view;
      }
      view.update(entry, at === shown.length - 1);
      if (this.list.children[at] !== view.element)
        this.list.insertBefore(view.element, this.list.children[at] ?? null);
    }
    this.shownBefore ||= shown.length > 0;
    this.composer.showChips(thread.chips, thread.request, thread.canUndo);
    this.element.classList.toggle("waiting", waiting !== null);
    this.showStatus();
    this.showPerson();
    this.showTrouble();
    this.keepFocus(hadFocus);
    if (added && (wasAtEnd || waiting || isFirst)) this.bringUp(added.element, isFirst);
  }

  /** Keep the photo of a message, to be shown beside it as long as the page lives. */
  remember(key: string, photo: Photo | null): void {
    if (photo) this.photos.set(key, photo);
  }

  photoOf(key: string): Photo | null {
    return this.photos.get(key) ?? null;
  }

  announce(text: string): void {
    this.live.textContent = text;
  }

  /** Show the end of the conversation, as after it was hidden. */
  showEnd(): void {
    const last = this.list.lastElementChild;
    if (last instanceof HTMLElement) this.bringUp(last, true);
  }

  private frame(): HTMLElement {
    const { heading, isInline, language } = this.options;
    const tools = h("div", { class: "tools" }, this.startOver);
    if (!isInline) tools.append(this.wider(), this.closer());
    const head = h(
      "div",
      { class: "head" },
      h("h2", { id: "heading" }, heading),
      h("div", { class: "news" }, this.status, this.tryNow),
      tools,
    );
    const kind = isInline
      ? h("section", { class: "panel inline" })
      : h("dialog", { class: "panel" });
    kind.setAttribute("aria-labelledby", "heading");
    kind.append(head, this.live, this.thread, this.person, this.composer.element);
    // What is typed here is none of the page's shortcuts.
    for (const name of ["keydown", "keypress", "keyup"]) {
      kind.addEventListener(name, (event) => {
        if (name === "keydown" && (event as KeyboardEvent).key === "Escape" && !isInline)
          this.options.close();
        event.stopPropagation();
      });
    }
    kind.lang = language;
    return kind;
  }

  private wider(): HTMLButtonElement {
    const { words } = this.options;
    const button = iconButton("wider", words.wider, "wider");
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const isWide = this.element.classList.toggle("wide");
      button.setAttribute("aria-pressed", String(isWide));
    });
    return button;
  }

  private closer(): HTMLButtonElement {
    const button = iconButton("close", this.options.words.close, "close");
    button.addEventListener("click", () => this.options.close());
    return button;
  }

  private makeContext(): Context {
    const { options, conversation, picks } = this;
    const { words, language, base, itemUrl, hasCart } = options;
    return {
      words,
      language,
      base,
      itemUrl,
      hasCart,
      say: (text) => void this.send(text, null),
      tap: (operations, said = "") => {
        if (conversation.tap(operations, said)) this.announce(words.looking);
      },
      addToCart: (item) => {
        const isAdded = options.addToCart(item);
        if (isAdded) this.announce(fill(words.addedTitle, { title: item.title }));
        return isAdded;
      },
      viewItem: (item) => options.viewItem(item),
      pick: (item) => {
        picks.toggle(item);
        this.showPicks();
      },
      isPicked: (itemId) => picks.has(itemId),
      canPickMore: () => picks.canHaveMore,
      canRate: () => conversation.canRate,
      rate: async (isUp) => {
        const isKept = await conversation.rate(isUp);
        this.announce(isKept ? words.thanks : words.failed);
        return isKept;
      },
    };
  }

  private composerActions() {
    return {
      send: (text: string, photo: Photo | null) => this.send(text, photo),
      tap: (operations: Parameters<Conversation["tap"]>[0]) => this.context.tap(operations),
      compare: () => this.compare(),
      focusAnswer: () => this.focusAnswer(),
      clearPicks: () => {
        this.picks.clear();
        this.showPicks();
        this.focusAnswer();
      },
      typed: () => this.conversation.clearTrouble(),
    };
  }

  private send(text: string, photo: Photo | null): boolean {
    const before = this.conversation.waiting;
    if (!this.conversation.say(text, photo?.dataUrl ?? null)) return false;
    const { waiting } = this.conversation;
    if (waiting && waiting !== before && photo) {
      this.remember(waiting.key, photo);
      this.views.get(waiting.key)?.element.remove();
      this.views.delete(waiting.key);
      this.render();
    }
    this.announce(this.options.words.looking);
    return true;
  }

  private compare(): void {
    if (this.conversation.waiting) return;
    const { language, words } = this.options;
    const said = this.picks.said(language, words);
    this.context.tap([{ op: "compare", item_ids: this.picks.ids }], said);
    this.picks.clear();
    this.showPicks();
    this.focusAnswer();
  }

  private showPicks(): void {
    for (const view of this.views.values()) view.showPicked();
    this.composer.showPicks(this.picks.size);
  }

  private forget(kept: Set<string>): void {
    for (const [key, view] of this.views) {
      if (kept.has(key)) continue;
      view.element.remove();
      this.views.delete(key);
    }
    if (!kept.size && this.picks.size) {
      this.picks.clear();
      this.composer.showPicks(0);
    }
  }

  private showStatus(): void {
    const { line, writer } = this.conversation;
    const { words } = this.options;
    const isWarming = line === "fine" && writer === "warming";
    const text = line === "fine" ? (isWarming ? words.warming : "") : words[line];
    if (this.status.textContent !== text) {
      this.status.textContent = text;
      if (line !== "fine") this.announce(text);
    }
    this.tryNow.hidden = line === "fine";
    this.element.classList.toggle("troubled", text !== "");
  }

  /** Say who of the shop is with the shopper, or on the way. */
  private showPerson(): void {
    const { attendance } = this.conversation;
    const { words } = this.options;
    const name = attendance?.attended_by;
    const isCalled = attendance !== null && attendance.status !== "assistant";
    const text = name ? fill(words.personHere, { name }) : isCalled ? words.personCalled : "";
    if (this.person.textContent === text) return;
    this.person.textContent = text;
    this.person.hidden = !text;
  }

  private showTrouble(): void {
    const { trouble } = this.conversation;
    const { words } = this.options;
    if (trouble?.kind === "refused") this.composer.complain(`${trouble.message} ${trouble.remedy}`);
    else if (trouble) this.composer.complain(words[trouble.kind]);
    else this.composer.complain("");
  }

  private keepFocus(before: Focused | null): void {
    if (!before || isShown(before.element)) return;
    if (!focusAgain(this.list, before)) this.focusAnswer();
  }

  /** Not the box, which would bring up a phone's keyboard over what was answered. */
  private focusAnswer(): void {
    [...this.views.values()].at(-1)?.focus();
  }

  private isNearEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.thread;
    return scrollTop + clientHeight > scrollHeight - NEAR_END;
  }

  /** Scroll the thread alone: `scrollIntoView` would move the page below as well. */
  private bringUp(entry: HTMLElement, atOnce: boolean): void {
    const isStill = atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.thread.scrollTo({ top: entry.offsetTop - ABOVE, behavior: isStill ? "auto" : "smooth" });
  }
}
