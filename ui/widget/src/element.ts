/**
 * `<aisle-assistant>`: the shop's assistant on any page, in a shadow root of its own.
 *
 * Attributes: `catalogue` (address of the Aisle server; where the script came from by
 * default), `lang` (en, zh), `position` (bottom-right, bottom-left, inline), `theme`
 * (auto, light, dark), `heading`, `launcher`, `examples` (parted by |), `item-url`
 * (pattern of an item's page with {id}), `cart` ("off" hides the button).
 *
 * Events, composed and bubbling, with the item in `detail`: `aisle:add-to-cart` and
 * `aisle:view-item`. A page that cancels one does the rest by itself.
 */

import { Client } from "./client";
import { Conversation } from "./conversation";
import { h, hidden, icon } from "./dom";
import { baseOf, itemLink, served } from "./links";
import { Panel } from "./panel";
import type { Item, Outgoing } from "./protocol";
import { Store } from "./store";
import css from "./styles.css?inline";
import { WORDS, languageOf } from "./words";

/** Where this script came from; a module knows it otherwise, and is not what is built. */
const SCRIPT = (document.currentScript as HTMLScriptElement | null)?.src || location.href;
/** Narrower or lower than this, the panel takes the whole window. */
const SMALL = "(max-width: 600px), (max-height: 480px)";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class AisleAssistant extends HTMLElement {
  static readonly observedAttributes = [
    "catalogue",
    "lang",
    "position",
    "heading",
    "launcher",
    "examples",
    "item-url",
    "cart",
  ];

  private root: ShadowRoot | null = null;
  private store: Store | null = null;
  private conversation: Conversation | null = null;
  private panel: Panel | null = null;
  private launcher: HTMLButtonElement | null = null;
  private base = "";
  private readonly small = matchMedia(SMALL);
  private life = new AbortController();

  connectedCallback(): void {
    this.root ??= this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [sheet];
    this.life = new AbortController();
    const { signal } = this.life;
    this.begin();
    addEventListener("online", () => this.conversation?.wake(), { signal });
    addEventListener("offline", () => this.conversation?.broken(), { signal });
    // Another tab of a browser without BroadcastChannel, or one that began anew.
    addEventListener("storage", () => this.conversation?.heard({ kind: "session" }), { signal });
    addEventListener("pageshow", (event) => event.persisted && void this.conversation?.refresh(), {
      signal,
    });
    document.addEventListener("visibilitychange", () => this.lookAgain(), { signal });
    this.small.addEventListener("change", () => this.fit(), { signal });
  }

  disconnectedCallback(): void {
    this.life.abort();
    this.end();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected || !this.root) return;
    if (name === "catalogue") {
      this.end();
      this.begin();
    } else {
      this.draw(this.isOpen);
    }
  }

  get isOpen(): boolean {
    return this.panel?.element.hasAttribute("open") ?? false;
  }

  /** Open the panel and put the focus where the shopper writes. */
  open(): void {
    this.show();
    this.panel?.showEnd();
    this.panel?.composer.box.focus();
  }

  /** Close the panel; the focus goes back to the button that opened it. */
  close(): void {
    const dialog = this.panel?.element;
    if (!(dialog instanceof HTMLDialogElement) || !this.isOpen) return;
    dialog.close();
    this.store?.keepOpen(false);
    this.launcher?.setAttribute("aria-expanded", "false");
    this.launcher?.focus();
    this.attend();
  }

  /** Say something in the shopper's name, as a page's own search box may. */
  ask(text: string): void {
    this.open();
    this.conversation?.say(text, null);
  }

  private begin(): void {
    this.base = baseOf(this.getAttribute("catalogue"), SCRIPT, location.href);
    this.store = new Store(this.base, (news) => this.conversation?.heard(news));
    this.conversation = new Conversation(new Client(this.base), this.store, {
      changed: () => this.panel?.render(),
      returned: (turn) => this.giveBack(turn),
      answered: (_, text) => this.answered(text),
    });
    this.draw(this.store.wasOpen() && !this.small.matches);
    void this.conversation.begin();
  }

  private end(): void {
    this.conversation?.close();
    this.store?.close();
  }

  private draw(isOpen: boolean): void {
    const { root, conversation } = this;
    if (!root || !conversation) return;
    const draft = this.panel?.composer.draft();
    const language = languageOf(this.getAttribute("lang"), document.documentElement.lang);
    const words = WORDS[language];
    const isInline = this.getAttribute("position") === "inline";
    this.panel = new Panel(conversation, {
      words,
      language,
      isInline,
      heading: this.getAttribute("heading") ?? words.heading,
      examples: (this.getAttribute("examples") ?? words.examples).split("|").filter(Boolean),
      base: this.base,
      itemUrl: this.getAttribute("item-url"),
      hasCart: this.getAttribute("cart") !== "off",
      addToCart: (item) => this.dispatch("aisle:add-to-cart", item),
      viewItem: (item) => this.dispatch("aisle:view-item", item),
      close: () => this.close(),
    });
    this.panel.element.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    if (draft) this.panel.composer.giveBack(draft.text, draft.photo);
    this.launcher = this.makeLauncher(this.getAttribute("launcher") ?? words.launcher);
    const place = h(
      "div",
      { class: "place", role: "region", "aria-label": words.heading },
      this.launcher,
    );
    root.replaceChildren(...(isInline ? [this.panel.element] : [place, this.panel.element]));
    if (isOpen && !isInline) this.show();
    else this.attend();
  }

  private makeLauncher(label: string): HTMLButtonElement {
    const text = h("span", { class: "label" }, label);
    const button = h(
      "button",
      { type: "button", class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" },
      icon("chat"),
      text,
    );
    button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    return button;
  }

  /** Open the panel without taking the focus from where it is, unless it covers the window. */
  private show(): void {
    const dialog = this.panel?.element;
    if (!(dialog instanceof HTMLDialogElement) || this.isOpen) return;
    if (this.small.matches) dialog.showModal();
    else dialog.setAttribute("open", "");
    this.store?.keepOpen(true);
    this.launcher?.setAttribute("aria-expanded", "true");
    this.launcher?.classList.remove("news");
    this.panel?.showEnd();
    this.attend();
  }

  /** The window became small, or large: the open panel covers it, or floats over it. */
  private fit(): void {
    const dialog = this.panel?.element;
    if (!(dialog instanceof HTMLDialogElement) || !this.isOpen) return;
    const focused = this.root?.activeElement;
    dialog.close();
    this.show();
    if (focused instanceof HTMLElement) focused.focus();
  }

  /** A browser holds few connections to one host: a tab that nobody sees gives its own back. */
  private attend(): void {
    const isInline = this.getAttribute("position") === "inline";
    this.conversation?.attend(document.visibilityState === "visible", this.isOpen || isInline);
  }

  private lookAgain(): void {
    this.attend();
    if (document.visibilityState !== "visible") return;
    void this.conversation?.refresh();
  }

  private answered(text: string): void {
    this.panel?.announce(text);
    this.panel?.composer.sendEarly();
    if (this.isOpen || !this.launcher?.isConnected) return;
    this.launcher.classList.add("news");
    const words = WORDS[languageOf(this.getAttribute("lang"), document.documentElement.lang)];
    if (!this.launcher.querySelector(".hidden"))
      this.launcher.append(hidden(` (${words.newReply})`));
  }

  private giveBack(turn: Outgoing): void {
    this.panel?.composer.giveBack(turn.said, this.panel.photoOf(turn.key));
  }

  private dispatch(name: string, item: Item): boolean {
    const { item_id, title, brand, price, availability, photo_url } = item;
    const detail = {
      itemId: item_id,
      title,
      brand,
      price: price?.amount ?? null,
      currency: price?.currency ?? null,
      availability,
      url: itemLink(this.getAttribute("item-url"), item, location.href),
      photo: photo_url && served(photo_url, this.base),
      quantity: 1,
    };
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}
