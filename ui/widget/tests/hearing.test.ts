import { expect, test, vi } from "vitest";
import { LineBroken, Refused } from "../src/client";
import { Hearing, type Opening } from "../src/hearing";
import type { DeskEvent } from "../src/protocol";

/** A server whose stream says what the test puts in, and can be broken. */
class Desk {
  opened: { session: string; after: number; stop: AbortSignal }[] = [];
  refusal: Error | null = null;
  private say: (event: DeskEvent | Error) => void = () => {};

  readonly open: Opening = (session, after, stop) => {
    this.opened.push({ session, after, stop });
    return this.stream(stop);
  };

  async tell(event: DeskEvent | Error): Promise<void> {
    this.say(event);
    await vi.advanceTimersByTimeAsync(0);
  }

  get streams(): number {
    return this.opened.filter(({ stop }) => !stop.aborted).length;
  }

  private async *stream(stop: AbortSignal): AsyncGenerator<DeskEvent> {
    if (this.refusal) throw this.refusal;
    for (;;) {
      const next = await new Promise<DeskEvent | Error>((resolve) => {
        this.say = resolve;
        stop.addEventListener("abort", () => resolve(new Error("stopped")));
      });
      if (next instanceof Error) throw next;
      yield next;
    }
  }
}

const status = (name: string | null): DeskEvent => ({
  event: "status",
  attendance: { status: name ? "agent" : "assistant", attended_by: name },
});

function heard() {
  vi.useFakeTimers();
  const desk = new Desk();
  const news = vi.fn();
  const hearing = new Hearing(desk.open, news);
  hearing.turnTo("first");
  hearing.attend(true, true);
  return { desk, news, hearing };
}

test("a message is news once, and after a break only what came since is asked for", async () => {
  const { desk, news } = heard();
  await desk.tell({ event: "message", turn: 3 });
  expect(news).toHaveBeenCalledTimes(1);
  await desk.tell(new LineBroken("cut"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(desk.opened.map((one) => one.after)).toEqual([-1, 3]);
  await desk.tell({ event: "message", turn: 3 });
  expect(news).toHaveBeenCalledTimes(1);
});

test("a tab that nobody sees hangs up, and listens on from where it was", async () => {
  const { desk, hearing } = heard();
  await desk.tell({ event: "message", turn: 5 });
  hearing.attend(false, true);
  expect(desk.streams).toBe(0);
  hearing.attend(true, true);
  hearing.attend(true, true);
  expect(desk.streams).toBe(1);
  expect(desk.opened.at(-1)?.after).toBe(5);
});

test("a closed panel hears on only while a person was called", async () => {
  const { desk, hearing } = heard();
  await desk.tell(status("Jonas"));
  hearing.attend(true, false);
  expect(desk.streams).toBe(1);
  await desk.tell(status(null));
  expect(desk.streams).toBe(0);
});

test("a conversation that is forgotten is heard no more, another from its beginning", async () => {
  const { desk, hearing } = heard();
  await desk.tell({ event: "message", turn: 5 });
  hearing.turnTo(null);
  expect(desk.streams).toBe(0);
  hearing.turnTo("second");
  expect(desk.opened.at(-1)).toMatchObject({ session: "second", after: -1 });
});

test("a server without a service desk is asked once", async () => {
  vi.useFakeTimers();
  const desk = new Desk();
  desk.refusal = new Refused(404, "", "", "", 0);
  const hearing = new Hearing(desk.open, () => {});
  hearing.turnTo("first");
  hearing.attend(true, true);
  await vi.advanceTimersByTimeAsync(60_000);
  hearing.attend(true, true);
  expect(desk.opened.length).toBe(1);
  expect(hearing.attendance).toBeNull();
});
