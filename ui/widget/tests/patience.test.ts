import { expect, test, vi } from "vitest";
import { LineBroken, Refused } from "../src/client";
import { pause, retryAfter, waitFor } from "../src/patience";

const refused = (status: number, code = "", wait = 0) => new Refused(status, code, "", "", wait);

test("waits grow to a limit, and are spread", () => {
  const random = vi.spyOn(Math, "random");
  random.mockReturnValue(0);
  expect([0, 1, 2, 20].map(waitFor)).toEqual([375, 750, 1_500, 6_000]);
  random.mockReturnValue(1);
  expect([0, 1, 2, 20].map(waitFor)).toEqual([625, 1_250, 2_500, 10_000]);
  random.mockRestore();
});

test("a broken line is tried again for ever, later and later", () => {
  for (const attempt of [0, 100])
    expect(retryAfter(new LineBroken(), true, attempt)?.because).toBe("broken");
});

test("a forgotten conversation is begun anew at once, by whose turn it is, four times", () => {
  const error = refused(404, "unknown_session");
  expect(retryAfter(error, true, 3)).toEqual({ wait: 0, because: "forgotten" });
  expect(retryAfter(error, true, 4)).toBeNull();
  expect(retryAfter(error, false, 0)).toBeNull();
});

test("a turn that never came is sent again at once, or waited for", () => {
  const error = refused(404, "unknown_turn");
  expect(retryAfter(error, true, 0)).toEqual({ wait: 0, because: "unheard" });
  expect(retryAfter(error, false, 0)?.wait).toBeGreaterThan(0);
  expect(retryAfter(error, false, 4)).toBeNull();
});

test("a server that is busy or not up is given the time it asks for", () => {
  expect(retryAfter(refused(429, "", 30_000), true, 0)).toEqual({ wait: 30_000, because: "busy" });
  for (const status of [502, 503, 504])
    expect(retryAfter(refused(status, "", 30_000), true, 9)?.because).toBe("starting");
  expect(retryAfter(refused(503, "no_catalogue"), true, 3)?.because).toBe("starting");
  expect(retryAfter(refused(503, "no_catalogue"), true, 4)).toBeNull();
});

test("any other refusal is final", () => {
  for (const status of [400, 403, 404, 413, 422, 500])
    expect(retryAfter(refused(status), true, 0)).toBeNull();
});

test("a pause ends when it is over, or at a word", async () => {
  vi.useFakeTimers();
  const stop = new AbortController();
  let [isOver, isCut] = [false, false];
  void pause(1_000, new AbortController().signal).then(() => (isOver = true));
  void pause(1_000, stop.signal).then(() => (isCut = true));
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect([isOver, isCut]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isOver).toBe(true);
  vi.useRealTimers();
});
