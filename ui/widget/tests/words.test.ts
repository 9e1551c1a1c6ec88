import { expect, test } from "vitest";
import { count, money, stockNote } from "../src/figures";
import type { Item } from "../src/protocol";
import { WORDS, fill, languageOf, nameOf } from "../src/words";

test("every text stands in every language, with the same places in it", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [name, text] of Object.entries(WORDS.en)) {
    const chinese = WORDS.zh[name as keyof typeof WORDS.en];
    expect(places(chinese), name).toEqual(places(text));
    expect(chinese, name).toMatch(/[\u4e00-\u9fff]/);
  }
  expect(WORDS.zh.examples.split("|")).toHaveLength(WORDS.en.examples.split("|").length);
});

test("a value that looks like a place is not read again", () => {
  expect(fill("More like “{title}”", { title: "{count} $& {title}" })).toBe(
    "More like “{count} $& {title}”",
  );
});

test.each([
  [null, "en-GB", "en"],
  [null, "zh-Hant-TW", "zh"],
  ["zh", "en", "zh"],
  ["en", "zh-CN", "en"],
  ["fr", "zh", "en"],
  [null, "", "en"],
])("language %j on a page in %j is %s", (wanted, page, spoken) =>
  expect(languageOf(wanted, page)).toBe(spoken),
);

test("money keeps its cents and drops none but round ones", () => {
  expect(money({ amount: "89.00", currency: "USD" }, "en")).toBe("$89");
  expect(money({ amount: "118.50", currency: "USD" }, "en")).toBe("$118.50");
  expect(money({ amount: "1234.5", currency: "EUR" }, "en")).toBe("€1,234.50");
  expect(money({ amount: "1500", currency: "JPY" }, "zh")).toMatch(/1,500$/);
  expect(money({ amount: "5", currency: "no money" }, "en")).toBe("5 no money");
  expect(count(12345, "en")).toBe("12,345");
});

test("few left are counted, none left are not for sale", () => {
  const item = (availability: Item["availability"], stock: number | null) =>
    ({ availability, stock }) as Item;
  expect(stockNote(item("in_stock", 3), WORDS.en)).toEqual({ text: "Only 3 left", isFew: true });
  expect(stockNote(item("in_stock", 6), WORDS.en).text).toBe("In stock");
  expect(stockNote(item("in_stock", null), WORDS.zh).text).toBe("有货");
  expect(stockNote(item("out_of_stock", 0), WORDS.en).text).toBe("Out of stock");
});

test("a field without a name of its own is called by its words", () => {
  expect(nameOf("price", "zh")).toBe("价格");
  expect(nameOf("heel_height", "en")).toBe("Heel height");
});
