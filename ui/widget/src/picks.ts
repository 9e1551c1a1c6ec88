/** The items that the shopper picks to be compared. */

import type { Item } from "./protocol";
import { fill, type Language, type Words } from "./words";

/** So many fit side by side. */
const MOST = 4;
/** Characters that the server takes. */
const LONGEST_SAID = 500;

export class Picks {
  private readonly titles = new Map<string, string>();

  get size(): number {
    return this.titles.size;
  }

  get ids(): string[] {
    return [...this.titles.keys()];
  }

  get canHaveMore(): boolean {
    return this.titles.size < MOST;
  }

  has(itemId: string): boolean {
    return this.titles.has(itemId);
  }

  /** Pick the item, or take it back; beyond four nothing is picked. */
  toggle(item: Item): void {
    if (!this.titles.delete(item.item_id) && this.canHaveMore)
      this.titles.set(item.item_id, item.title);
  }

  clear(): void {
    this.titles.clear();
  }

  /** What the shopper says by comparing them. */
  said(language: Language, words: Words): string {
    const titles = [...this.titles.values()];
    const [first = "", second = ""] = titles;
    if (titles.length === 2) return fill(words.compareSaid, { first, second }).slice(0, LONGEST_SAID);
    const quoted = titles.map((title) => `“${title}”`);
    return `${words.compare}: ${new Intl.ListFormat(language).format(quoted)}`.slice(0, LONGEST_SAID);
  }
}
