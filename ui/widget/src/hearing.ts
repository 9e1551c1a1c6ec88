/** What a person of the shop says, heard as it comes: one stream a tab, and only while it is of use. */

import { LineBroken, Refused } from "./client";
import { pause, waitFor } from "./patience";
import type { Attendance, DeskEvent } from "./protocol";

/** Opens the stream of a conversation's events after a turn; -1 for all of them. */
export type Opening = (
  session: string,
  after: number,
  stop: AbortSignal,
) => AsyncIterable<DeskEvent>;

/** The one refusal below 500 that asking again can mend. */
const BUSY = 429;

export class Hearing {
  /** Who answers; null where it is not known, as on a server without a service desk. */
  attendance: Attendance | null = null;

  private session: string | null = null;
  private after = -1;
  private isRefused = false;
  private isSeen = false;
  private isOpen = false;
  private stop: AbortController | null = null;

  constructor(
    private readonly open: Opening,
    /** A person spoke, or whoever answers is another. */
    private readonly news: () => void,
  ) {}

  /** Take up another conversation, or none. */
  turnTo(session: string | null): void {
    if (session === this.session) return;
    this.hangUp();
    this.session = session;
    this.after = -1;
    this.isRefused = false;
    this.attendance = null;
    this.tend();
  }

  /** Listen while the tab is seen and the panel open, or a person was called for. */
  attend(isSeen: boolean, isOpen: boolean): void {
    this.isSeen = isSeen;
    this.isOpen = isOpen;
    this.tend();
  }

  private tend(): void {
    const isAwaited = this.isOpen || this.attendance?.status !== "assistant";
    const isWanted = this.session !== null && !this.isRefused && this.isSeen && isAwaited;
    if (!isWanted) this.hangUp();
    else if (!this.stop && this.session) void this.listen(this.session);
  }

  private hangUp(): void {
    this.stop?.abort();
    this.stop = null;
  }

  private async listen(session: string): Promise<void> {
    const mine = new AbortController();
    this.stop = mine;
    for (let attempt = 0; !mine.signal.aborted; attempt++) {
      try {
        for await (const event of this.open(session, this.after, mine.signal)) {
          if (mine.signal.aborted) return;
          attempt = 0;
          this.take(event);
        }
      } catch (error) {
        if (mine.signal.aborted) return;
        if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
        if (error instanceof Refused && error.status < 500 && error.status !== BUSY) {
          this.isRefused = true;
          this.stop = null;
          return;
        }
        const asked = error instanceof Refused ? error.wait : 0;
        await pause(Math.max(asked, waitFor(attempt)), mine.signal);
      }
    }
  }

  private take(event: DeskEvent): void {
    if (event.event === "message") {
      if (event.turn <= this.after) return;
      this.after = event.turn;
    } else {
      const before = JSON.stringify(this.attendance);
      this.attendance = event.attendance;
      if (before === JSON.stringify(event.attendance)) return;
    }
    this.news();
    this.tend();
  }
}
