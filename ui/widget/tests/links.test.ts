import { expect, test } from "vitest";
import { baseOf, itemLink, safeLink, served } from "../src/links";

const HERE = "https://shop.example/lists/hats?page=2";

test.each([
  ["https://shop.example/a", "https://shop.example/a"],
  ["http://other.example/a?b=1#c", "http://other.example/a?b=1#c"],
  ["/products/1", "https://shop.example/products/1"],
])("%s may be followed", (raw, address) => expect(safeLink(raw, HERE)).toBe(address));

test.each([
  null,
  "",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "products/1",
  "https://user:pass@shop.example",
  "vbscript:x",
  "blob:https://shop.example/1",
  "https://",
  " \u0000https://shop.example/a b",
])("%j may not", (raw) => expect(safeLink(raw, HERE)).toBeNull());

test("a shop's own pattern stands before the feed's link, and the id cannot break out of it", () => {
  const item = { item_id: "../a b?c", link: "https://feed.example/1" };
  expect(itemLink("/products/{id}", item, HERE)).toBe(
    "https://shop.example/products/..%2Fa%20b%3Fc",
  );
  expect(itemLink(null, item, HERE)).toBe("https://feed.example/1");
  expect(itemLink("javascript:{id}", item, HERE)).toBeNull();
});

test("the server is where the script came from, unless the page names another", () => {
  const script = "https://aisle.example/shop/aisle-widget.js?v=1";
  expect(baseOf(null, script, HERE)).toBe("https://aisle.example/shop/");
  expect(baseOf("https://b.example/two", script, HERE)).toBe("https://b.example/two/");
  expect(baseOf("/assistant", script, HERE)).toBe("https://shop.example/assistant/");
  expect(baseOf("javascript:alert(1)", script, HERE)).toBe("https://aisle.example/shop/");
  expect(served("/api/photos/a%2Fb?v=1", "https://b.example/two/")).toBe(
    "https://b.example/two/api/photos/a%2Fb?v=1",
  );
});
