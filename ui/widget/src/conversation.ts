/** The conversation at work: sends turns so that none is lost or doubled, and keeps up with other tabs. */

import { type Client, LineBroken, Refused } from "./client";
import { Hearing } from "./hearing";
import { pause, type Retry, retryAfter } from "./patience";
import type { Attendance, Operation, Outgoing, Readiness, TurnEvent } from "./protocol";
import { Watch } from "./readiness";
import type { News, Store, TurnNews } from "./store";
import {
  EMPTY,
  type Thread,
  heardIn,
  retold,
  taken,
  withAtWork,
  withExchange,
  withOutgoing,
  without,
} from "./thread";

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
/** Milliseconds in which what a person says at once is fetched together. */
const TOGETHER = 50;

export class Conversation {
  thread: Thread = EMPTY;
  line: Line = "fine";
  trouble: Trouble | null = null;
  writer: "ready" | "warming" | "unavailable" = "ready";
  /** The turn whose list has not come yet; until then nothing else is sent. */
  waiting: Outgoing | null = null;

  private known: string | null = null;
  private readonly hearing: Hearing;
  private readonly watch: Watch;
  private fetching = 0;
  private listening = new Set<string>();
  private stop = new AbortController();
  private waker = new AbortController();
  private shown = SHOWN_FIRST;
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
    this.watch = new Watch(client, (readiness) => this.looked(readiness));
  }

  /** Whether there is a service desk that keeps thumbs, and the last reply is the assistant's. */
  get canRate(): boolean {
    return this.hearing.attendance !== null && this.hearing.attendance.attended_by === null;
  }

  /** Who answers; null where that is not known. */
  get attendance(): Attendance | null {
    return this.hearing.attendance;
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
    this.waker.abort();
    this.waker = new AbortController();
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
    this.watch.close();
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
      const next = withAtWork(retold(told), atWork);
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
  look(): Promise<void> {
    return this.watch.look();
  }

  private looked(readiness: Readiness | null): void {
    if (readiness) {
      this.writer = readiness.model.readiness;
      if (this.line === "starting") this.wake();
      if (!readiness.ready) this.line = "starting";
      else if (this.line === "starting") this.line = "fine";
    } else if (this.line === "fine") this.line = "starting";
    this.listener.changed();
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
        if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
        const retry = retryAfter(error, turn !== null, attempt);
        if (!retry) {
          this.listening.delete(key);
          this.refuse(key, turn, error as Refused); // a broken line is always tried again
          return;
        }
        this.note(retry, turn);
        if (retry.because === "forgotten" || retry.because === "unheard") isSent = turn === null;
        this.listener.changed();
        await pause(retry.wait, this.waker.signal);
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

  private note({ because }: Retry, turn: Outgoing | null): void {
    if (because === "busy") this.trouble = { kind: "busy" };
    else if (because === "starting") this.line = "starting";
    else if (because === "broken" && this.line === "fine") this.line = "reconnecting";
    else if (because === "forgotten" && turn) this.renew(turn);
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
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
