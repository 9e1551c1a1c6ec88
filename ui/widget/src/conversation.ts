/** The conversation at work: sends turns so that none is lost or doubled, and keeps up with other tabs. */

import { type Client, LineBroken, Refused } from "./client";
import { Hearing } from "./hearing";
import { waitFor } from "./patience";
import type { Operation, Outgoing, TurnEvent } from "./protocol";
import type { News, Store, TurnNews } from "./store";
import { EMPTY, type Thread, heardIn, retold, taken, withExchange, withOutgoing, without } from "./thread";

/** How the line to the server is. */
export type Line = "fine" | "reconnecting" | "starting";

export type Trouble =
  | { kind: "refused"; message: string; remedy: string }
  | { kind: "failed" }
  | { kind: "busy" }
  | { kind: "expired" };

export interface Listener {
  changed(): void;
  /** A message could not be sent and is given back to be corrected. */
  returned(turn: Outgoing): void;
  answered(key: string, text: string, fromElsewhere: boolean): void;
}

const SHOWN_FIRST = 20;
const LOOK_AGAIN = 5_000;
/** Milliseconds in which what a person says at once is fetched together. */
const TOGETHER = 50;
const MOST_FAILURES = 4;
/** What a server says, or a proxy before it, that is not up yet. */
const PASSING = new Set([502, 503, 504]);

export class Conversation {
  thread: Thread = EMPTY;
  line: Line = "fine";
  trouble: Trouble | null = null;
  writer: "ready" | "warming" | "unavailable" = "ready";
  /** The turn whose list has not come yet; until then nothing else is sent. */
  waiting: Outgoing | null = null;

  private known: string | null = null;
  private readonly hearing: Hearing;
  private fetching = 0;
  private listening = new Set<string>();
  private stop = new AbortController();
  private wakers = new Set<() => void>();
  private shown = SHOWN_FIRST;
  private lookAgain = 0;
  private refreshes = 0;
  /** A turn of which another tab told before the browser passed its conversation's id on. */
  private early: TurnNews | null = null;

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly listener: Listener,
  ) {
    this.hearing = new Hearing(
      (session, after, stop) => client.listen(session, after, stop),
      () => this.fetch(),
    );
  }

  /** Whether there is a service desk that keeps thumbs, and the last reply is the assistant's. */
  get canRate(): boolean {
    return this.hearing.attendance !== null && this.hearing.attendance.attended_by === null;
  }

  /** Hear what a person says as long as somebody looks. */
  attend(isSeen: boolean, isOpen: boolean): void {
    this.hearing.attend(isSeen, isOpen);
  }

  /** Keep a thumb on the last reply; returns whether the server has it. */
  async rate(isUp: boolean): Promise<boolean> {
    if (!this.session || this.waiting) return false;
    try {
      await this.client.rate(this.session, isUp ? "up" : "down");
      return true;
    } catch (error) {
      if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
      return false;
    }
  }

  /** Take up what is kept: the conversation, and a message that was never sent. */
  async begin(): Promise<void> {
    const { session, pending } = this.store.read();
    this.session = session;
    if (pending) this.deliver(pending, false);
    await Promise.all([this.refresh(), this.look()]);
  }

  say(text: string, photo: string | null): boolean {
    const said = text.trim();
    if ((!said && !photo) || this.waiting) return false;
    this.deliver({ key: newKey(), said, photo, operations: null }, true);
    return true;
  }

  tap(operations: Operation[], said = ""): boolean {
    if (this.waiting) return false;
    this.deliver({ key: newKey(), said, photo: null, operations }, true);
    return true;
  }

  /** Begin anew; the server's part of the old conversation stays as it was. */
  startOver(): void {
    this.reset();
    this.store.write({ session: null, pending: null });
    this.store.tell({ kind: "session" });
  }

  async showEarlier(): Promise<void> {
    this.shown = Math.min(500, this.shown + 100);
    await this.refresh();
  }

  /** Try again now what waits for the line. */
  wake(): void {
    for (const waker of [...this.wakers]) waker();
  }

  /** The browser lost its network: what is heard now is not worth waiting for. */
  broken(): void {
    if (!this.waiting && !this.listening.size) return;
    this.line = "reconnecting";
    this.listener.changed();
  }

  /** Another tab told something, or the store changed: what tabs tell may overtake what they keep. */
  heard(news: News): void {
    const turn = news.kind === "turn" ? news : this.early;
    const { session } = this.store.read();
    if (session !== this.session) {
      this.reset();
      this.session = session;
      if (session) void this.refresh();
    }
    this.early = turn && turn.session !== this.session ? turn : null;
    if (!turn || this.early) return;
    this.thread = withExchange(this.thread, turn.key, turn.said, turn.withPhoto);
    this.listener.changed();
    void this.follow(turn.key, null, true);
  }

  close(): void {
    this.stop.abort();
    this.hearing.turnTo(null);
    clearTimeout(this.fetching);
    clearTimeout(this.lookAgain);
  }

  /** Say no more what was wrong; but that the conversation begins anew is said until it has. */
  clearTrouble(): void {
    if (!this.trouble) return;
    if (this.trouble.kind === "expired" && !this.thread.exchanges.length) return;
    this.trouble = null;
    this.listener.changed();
  }

  /** Show the conversation as the server has it; what is being sent stays in its place. */
  async refresh(): Promise<void> {
    const session = this.session;
    if (!session) return;
    const turn = ++this.refreshes;
    try {
      const told = await this.client.retell(session, this.shown);
      if (this.session !== session || turn !== this.refreshes) return;
      const atWork = this.thread.exchanges.filter((one) => this.listening.has(one.key));
      const next = retold(told);
      const known = new Map(atWork.map((one) => [one.key, one]));
      next.exchanges = next.exchanges.map((one) => known.get(one.key) ?? one);
      const there = new Set(next.exchanges.map((one) => one.key));
      next.exchanges.push(...atWork.filter((one) => !there.has(one.key)));
      const heard = heardIn(this.thread, next);
      this.thread = next;
      this.listener.changed();
      if (heard) this.listener.answered(heard.key, heard.reply?.text ?? "", true);
      for (const one of told.exchanges) if (one.busy) void this.follow(one.key, null, true);
    } catch (error) {
      if (error instanceof Refused && error.status === 404 && this.session === session) {
        this.expire();
      } else if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
    }
  }

  /** See whether the server and its writer are there, and look again until they are. */
  async look(): Promise<void> {
    clearTimeout(this.lookAgain);
    let again = false;
    try {
      const { ready, model } = await this.client.ready();
      this.writer = model.readiness;
      again = !ready || model.readiness === "warming";
      if (this.line === "starting") this.wake();
      this.line = ready ? (this.line === "starting" ? "fine" : this.line) : "starting";
    } catch (error) {
      if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
      again = true;
      if (this.line === "fine") this.line = "starting";
    }
    this.listener.changed();
    if (again && !this.stop.signal.aborted) {
      this.lookAgain = setTimeout(() => void this.look(), LOOK_AGAIN) as unknown as number;
    }
  }

  private get session(): string | null {
    return this.known;
  }

  private set session(session: string | null) {
    this.known = session;
    this.hearing.turnTo(session);
  }

  private fetch(): void {
    clearTimeout(this.fetching);
    this.fetching = setTimeout(() => void this.refresh(), TOGETHER) as unknown as number;
  }

  private deliver(turn: Outgoing, isNew: boolean): void {
    this.clearTrouble();
    this.waiting = turn;
    this.thread = withOutgoing(this.thread, turn);
    if (isNew) this.store.write({ pending: turn });
    this.listener.changed();
    void this.follow(turn.key, turn, false);
  }

  /** Hear a turn to its end through every break of the line; `turn` is sent first where given. */
  private async follow(key: string, turn: Outgoing | null, fromElsewhere: boolean): Promise<void> {
    if (this.listening.has(key)) return;
    this.listening.add(key);
    const stop = this.stop.signal;
    let isSent = turn === null;
    for (let attempt = 0; !stop.aborted; attempt++) {
      try {
        for await (const event of await this.events(key, isSent ? null : turn, stop)) {
          if (stop.aborted) return;
          attempt = 0;
          isSent = true;
          this.take(key, event, fromElsewhere);
        }
        break;
      } catch (error) {
        if (stop.aborted) return;
        const wait = this.waitAfter(error, turn, attempt);
        if (wait === null) {
          this.listening.delete(key);
          this.refuse(key, turn, error as Refused);
          return;
        }
        if (error instanceof Refused && error.status === 404) isSent = turn === null;
        this.listener.changed();
        await this.pause(wait);
      }
    }
    this.listening.delete(key);
    if (!stop.aborted) await this.refresh();
  }

  private async events(
    key: string,
    turn: Outgoing | null,
    stop: AbortSignal,
  ): Promise<AsyncGenerator<TurnEvent>> {
    if (!turn) return this.client.hear(this.session ?? "", key, stop);
    return this.client.send(await this.opened(turn), turn, stop);
  }

  /** Return the milliseconds until a turn is tried again; null where that is of no use. */
  private waitAfter(error: unknown, turn: Outgoing | null, attempt: number): number | null {
    if (error instanceof LineBroken) {
      if (this.line === "fine") this.line = "reconnecting";
      return waitFor(attempt);
    }
    if (!(error instanceof Refused)) throw error;
    if (error.code === "unknown_session" && turn && attempt < MOST_FAILURES) {
      this.renew(turn);
      return 0;
    }
    if (error.code === "unknown_turn" && attempt < MOST_FAILURES) {
      // Sent by another tab, it may still be on its way; sent by this one, it is sent again.
      return turn ? 0 : waitFor(attempt);
    }
    if (error.status === 429) {
      this.trouble = { kind: "busy" };
      return Math.max(error.wait, waitFor(attempt));
    }
    if (!PASSING.has(error.status)) return null;
    if (error.code === "no_catalogue" && attempt >= MOST_FAILURES) return null;
    this.line = "starting";
    return Math.max(error.wait, waitFor(attempt));
  }

  private async opened(turn: Outgoing): Promise<string> {
    // Another tab may have opened the conversation a moment ago.
    this.session ??= this.store.read().session ?? this.early?.session ?? null;
    if (!this.session) {
      this.session = await this.client.openSession();
      this.store.write({ session: this.session });
    }
    const { key, said, photo } = turn;
    this.store.tell({ kind: "turn", session: this.session, key, said, withPhoto: photo !== null });
    return this.session;
  }

  private take(key: string, event: TurnEvent, fromElsewhere: boolean): void {
    const isFirst = !this.thread.exchanges.find((one) => one.key === key)?.reply;
    this.thread = taken(this.thread, key, event);
    this.line = "fine";
    this.trouble = this.trouble?.kind === "expired" ? this.trouble : null;
    this.sent(key);
    this.listener.changed();
    if (isFirst && event.event !== "explanation") {
      this.listener.answered(key, event.reply.text, fromElsewhere);
    }
  }

  private sent(key: string): void {
    if (this.waiting?.key !== key) return;
    this.waiting = null;
    this.store.write({ pending: null });
  }

  private refuse(key: string, turn: Outgoing | null, error: Refused): void {
    const isShown = this.thread.exchanges.find((one) => one.key === key)?.reply;
    if (isShown) {
      // The list stands; only what was to follow is missing.
      void this.refresh();
      return;
    }
    this.thread = without(this.thread, key);
    this.sent(key);
    this.listener.changed();
    if (!turn) return;
    this.trouble =
      error.message && error.status < 500
        ? { kind: "refused", message: error.message, remedy: error.remedy }
        : { kind: "failed" };
    this.listener.changed();
    if (!turn.operations) this.listener.returned(turn);
  }

  /** The server no longer knows the conversation: the message begins another one. */
  private renew(turn: Outgoing): void {
    this.session = null;
    this.thread = withOutgoing(EMPTY, turn);
    this.trouble = { kind: "expired" };
    this.store.write({ session: null });
    this.listener.changed();
  }

  private expire(): void {
    if (this.waiting) return; // `follow` learns of it by itself, and renews.
    this.session = null;
    this.thread = EMPTY;
    this.trouble = { kind: "expired" };
    this.store.write({ session: null });
    this.listener.changed();
  }

  private reset(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.listening = new Set();
    this.wake();
    this.session = null;
    this.early = null;
    this.waiting = null;
    this.trouble = null;
    this.thread = EMPTY;
    this.shown = SHOWN_FIRST;
    if (this.line === "reconnecting") this.line = "fine";
    this.listener.changed();
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wakers.add(done);
    });
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
