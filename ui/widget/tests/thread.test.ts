import { expect, test } from "vitest";
import type { Exchange, Explanation, Item, Reply } from "../src/protocol";
import { EMPTY, entries, parts, taken, withAtWork, withExchange, without } from "../src/thread";

const item = (item_id: string) => ({ item_id }) as Item;
const why = (item_id: string, text = `Why ${item_id}.`): Explanation => ({
  item_id,
  text,
  claims: [],
});

function reply(ids: string[], explanations: Explanation[] = []): Reply {
  return {
    text: "Here.",
    intent: { request: "jacket", language: "en", liked: [] },
    chips: [{ label: "green", required: true, remove: null }],
    items: ids.map((id, at) => ({ item: item(id), rank: at + 1, contributions: {} })),
    explanations,
    question: null,
    suggestions: [],
    passages: [],
    promotions: [],
    comparison: null,
  };
}

const asked = withExchange(EMPTY, "k1", "a jacket", false);
const shown = taken(asked, "k1", { event: "items", reply: reply(["a", "b"]) });

test("a turn grows from its words to its reasons", () => {
  expect(asked.exchanges[0]?.busy).toBe(true);
  const explained = taken(shown, "k1", { event: "explanation", explanation: why("b") });
  const done = taken(explained, "k1", {
    event: "done",
    reply: reply(["a", "b"], [why("a"), why("b")]),
  });
  expect(explained.exchanges[0]?.reply?.explanations).toEqual([why("b")]);
  expect(done.exchanges[0]).toMatchObject({
    busy: false,
    reply: { explanations: [why("a"), why("b")] },
  });
  expect(done.chips[0]?.label).toBe("green");
});

test("an event taken twice changes nothing more", () => {
  const event = { event: "explanation", explanation: why("a") } as const;
  const once = taken(shown, "k1", event);
  expect(taken(once, "k1", event)).toEqual(once);
  expect(withExchange(once, "k1", "a jacket", false)).toBe(once);
});

test("a turn heard again keeps the reasons that were heard before", () => {
  const explained = taken(shown, "k1", { event: "explanation", explanation: why("a") });
  const again = taken(explained, "k1", { event: "items", reply: reply(["a", "b"]) });
  expect(again.exchanges[0]?.reply?.explanations).toEqual([why("a")]);
});

test("a reason for nothing that is shown is left out", () => {
  const strange = taken(shown, "k1", { event: "explanation", explanation: why("z") });
  expect(strange.exchanges[0]?.reply?.explanations).toEqual([]);
});

test("an earlier turn does not change what is understood now", () => {
  const two = withExchange({ ...shown, chips: [] }, "k2", "in red", false);
  expect(taken(two, "k1", { event: "done", reply: reply(["a"]) }).chips).toEqual([]);
});

test("a tap without a name takes the place of the list before it", () => {
  const one = (key: string, said: string, more: Partial<Exchange> = {}): Exchange => ({
    key,
    said,
    with_photo: false,
    agent: "",
    busy: false,
    reply: reply([key]),
    ...more,
  });
  const exchanges = [
    one("k1", "jacket"),
    one("k2", "", { busy: true, reply: null }),
    one("k3", "", { with_photo: true }),
    one("k4", "", { agent: "Ann" }),
    one("k5", ""),
  ];
  const found = entries({ ...EMPTY, exchanges });
  expect(found.map((entry) => entry.key)).toEqual(["k1", "k3", "k4", "k5"]);
  expect(found[0]).toMatchObject({ said: "jacket", busy: true, reply: { items: [{ rank: 1 }] } });
});

test("a message that is taken back leaves no trace", () => {
  expect(without(asked, "k1")).toEqual(EMPTY);
});

test("claims count characters, not halves of them", () => {
  const text = "🧥 is red and red";
  const claims = [
    { start: 5, end: 8, field: "colour" },
    { start: 6, end: 9, field: "overlaps" },
    { start: 13, end: 99, field: "beyond" },
  ];
  expect(parts({ item_id: "a", text, claims })).toEqual([
    { text: "🧥 is ", field: null },
    { text: "red", field: "colour" },
    { text: " and red", field: null },
  ]);
});

test("what is being heard stays as it is heard, in the place it was retold in or at the end", () => {
  const stale = withExchange(withExchange(EMPTY, "k1", "a jacket", false), "k2", "in green", false);
  const early = withExchange(EMPTY, "k3", "cheaper", false).exchanges;
  const merged = withAtWork(stale, [...shown.exchanges, ...early]);
  expect(merged.exchanges.map((one) => one.key)).toEqual(["k1", "k2", "k3"]);
  expect(merged.exchanges[0]?.reply?.items).toHaveLength(2);
  expect(stale.exchanges[0]?.reply).toBeNull();
});
