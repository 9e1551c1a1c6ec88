import { expect, test } from "vitest";
import { Picks } from "../src/picks";
import type { Item } from "../src/protocol";
import { WORDS } from "../src/words";

const item = (name: string) => ({ item_id: name, title: `Jacket ${name}` }) as Item;

function picked(...names: string[]): Picks {
  const picks = new Picks();
  for (const name of names) picks.toggle(item(name));
  return picks;
}

test("a fifth is not picked, and one that is taken back leaves its place", () => {
  const picks = picked("a", "b", "c", "d", "e");
  expect(picks.ids).toEqual(["a", "b", "c", "d"]);
  expect(picks.canHaveMore).toBe(false);
  picks.toggle(item("b"));
  picks.toggle(item("e"));
  expect(picks.ids).toEqual(["a", "c", "d", "e"]);
  expect(picks.has("b")).toBe(false);
});

test("a comparison is said by its titles, as the language lists them", () => {
  expect(picked("a", "b").said("en", WORDS.en)).toContain("Jacket a");
  expect(picked("a", "b", "c").said("en", WORDS.en)).toMatch(/“Jacket a”, “Jacket b”, and “Jacket c”$/);
  expect(picked("a", "b", "c").said("zh", WORDS.zh)).toMatch(/“Jacket a”、“Jacket b”和“Jacket c”$/);
  expect(picked("a".repeat(400), "b".repeat(400)).said("en", WORDS.en)).toHaveLength(500);
});
