import { expect, test } from "vitest";
import { frames } from "../src/events";

const TEXT =
  ': beat\n\nevent: items\ndata: {"text":"防水 🧥"}\n\nevent: done\ndata: a\ndata: b\n\nevent: cut\ndata: of';

function stream(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size)
        controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

test.each([1, 2, 3, 7, 1000])("events are read whole from pieces of %i bytes", async (size) => {
  const found = [];
  for await (const frame of frames(stream(new TextEncoder().encode(TEXT), size))) found.push(frame);
  expect(found).toEqual([
    { event: "items", data: '{"text":"防水 🧥"}' },
    { event: "done", data: "a\nb" },
  ]);
});

test("lines may end as HTTP's do, and every sign of life is heard", async () => {
  let heard = 0;
  const bytes = new TextEncoder().encode("event:done\r\ndata:1\r\n\r\n: beat\r\n\r\n");
  const found = [];
  for await (const frame of frames(stream(bytes, 1000), () => heard++)) found.push(frame);
  expect(found).toEqual([{ event: "done", data: "1" }]);
  expect(heard).toBe(1);
});
