/** What every view needs to know of the shop, and what it may ask for. */

import type { Item, Operation } from "./protocol";
import type { Language, Words } from "./words";

export interface Context {
  readonly words: Words;
  readonly language: Language;
  /** The address that the server's paths are joined to. */
  readonly base: string;
  /** The shop's own pattern of an item's page, with `{id}`. */
  readonly itemUrl: string | null;
  /** Whether the shop takes items into a cart. */
  readonly hasCart: boolean;
  say(text: string): void;
  tap(operations: Operation[], said?: string): void;
  addToCart(item: Item): boolean;
  /** Tell the page; false where it shows the item itself. */
  viewItem(item: Item): boolean;
  pick(item: Item): void;
  isPicked(itemId: string): boolean;
  canPickMore(): boolean;
  /** Whether the shop keeps thumbs on replies, now. */
  canRate(): boolean;
  rate(isUp: boolean): Promise<boolean>;
}
