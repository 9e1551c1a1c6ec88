/** What outlives the page: the conversation's id and what was not sent yet; and the other tabs. */

import type { Outgoing } from "./protocol";

export interface Kept {
  session: string | null;
  /** Written before it is sent, so that not even a reload loses it. */
  pending: Outgoing | null;
}

/** A turn is on its way. */
export interface TurnNews {
  kind: "turn";
  session: string;
  key: string;
  said: string;
  withPhoto: boolean;
}

/** What one tab tells the others. */
export type News = TurnNews | { kind: "session" };

const NOTHING: Kept = { session: null, pending: null };

export class Store {
  private readonly name: string;
  private readonly channel: BroadcastChannel | null;
  /** Stands in where the browser keeps nothing for this site. */
  private memory: Kept | null = null;

  constructor(base: string, listen: (news: News) => void) {
    this.name = `aisle:${base}`;
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(this.name);
    this.channel?.addEventListener("message", (event) => listen(event.data as News));
  }

  read(): Kept {
    if (this.memory) return this.memory;
    try {
      const text = localStorage.getItem(this.name);
      return text === null ? NOTHING : { ...NOTHING, ...(JSON.parse(text) as Partial<Kept>) };
    } catch {
      return NOTHING;
    }
  }

  write(change: Partial<Kept>): void {
    const kept = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      // Full or forbidden: from here on the conversation lives as long as the page.
      this.memory = kept;
    }
  }

  tell(news: News): void {
    this.channel?.postMessage(news);
  }

  /** Whether this tab had the panel open; a tab's own matter. */
  wasOpen(): boolean {
    try {
      return sessionStorage.getItem(`${this.name}:open`) === "1";
    } catch {
      return false;
    }
  }

  keepOpen(open: boolean): void {
    try {
      sessionStorage.setItem(`${this.name}:open`, open ? "1" : "0");
    } catch {
      // See `write`.
    }
  }

  close(): void {
    this.channel?.close();
  }
}
