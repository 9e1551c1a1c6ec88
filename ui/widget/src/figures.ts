/** Figures as the shopper reads them. */

import type { Item, Price } from "./protocol";
import { type Language, type Words, fill } from "./words";

const LOCALES: Record<Language, string> = { en: "en-US", zh: "zh-CN" };
const FEW_LEFT = 5;

export function money(price: Price, language: Language): string {
  const amount = Number(price.amount);
  try {
    return new Intl.NumberFormat(LOCALES[language], {
      style: "currency",
      currency: price.currency,
      currencyDisplay: "narrowSymbol",
      ...(Number.isInteger(amount) ? { minimumFractionDigits: 0 } : {}),
    }).format(amount);
  } catch {
    return `${price.amount} ${price.currency}`; // no currency the browser has heard of
  }
}

export function count(number: number, language: Language): string {
  return number.toLocaleString(LOCALES[language]);
}

export function day(iso: string, language: Language): string {
  const date = new Date(`${iso}T12:00:00`);
  return date.toLocaleDateString(LOCALES[language], { day: "numeric", month: "long" });
}

/** Return what to say of the stock; a small number left is named. */
export function stockNote(item: Item, words: Words): { text: string; isFew: boolean } {
  const { availability, stock } = item;
  if (availability === "in_stock" && stock !== null && stock > 0 && stock <= FEW_LEFT) {
    return { text: fill(words.left, { count: stock }), isFew: true };
  }
  return { text: words[availability], isFew: false };
}
