/** The focus, found again in a list that was made anew. */

export interface Focused {
  element: Element;
  /** Of the card it was in. */
  item: string | undefined;
  /** The class that tells a card's controls apart. */
  kind: string;
}

/** Return what in the list holds the focus; null where nothing there does. */
export function focusedIn(list: HTMLElement): Focused | null {
  const root = list.getRootNode() as ShadowRoot | Document;
  const element = root.activeElement;
  if (!element || !list.contains(element)) return null;
  const item = element.closest<HTMLElement>(".card")?.dataset.item;
  return { element, item, kind: element.className.split(" ").at(-1) ?? "" };
}

/** Tell whether it is still there to be used: neither taken away nor hidden. */
export function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** Focus the same control of the same item in the last entry; returns whether it is there. */
export function focusAgain(list: HTMLElement, { item, kind }: Focused): boolean {
  if (!item || !kind) return false;
  const cards = [...list.querySelectorAll<HTMLElement>(".entry:last-child .card")];
  const card = cards.find((one) => one.dataset.item === item);
  const again = card?.querySelector<HTMLElement>(`.${CSS.escape(kind)}`);
  again?.focus({ preventScroll: true });
  return Boolean(again);
}
