/** Whether and how soon something that failed is tried again. */

import { LineBroken, type Refused } from "./client";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const MOST_FAILURES = 4;
/** What a server says, or a proxy before it, that is not up yet. */
const PASSING = new Set([502, 503, 504]);

/** How a turn goes on after a failure. */
export interface Retry {
  /** Milliseconds until it is tried again. */
  wait: number;
  /** The line broke; the server forgot the conversation, or never had the turn; it is busy, or not up. */
  because: "broken" | "forgotten" | "unheard" | "busy" | "starting";
}

/** Milliseconds before the next attempt, spread so that many shoppers don't come back at once. */
export function waitFor(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.75 + Math.random() / 2);
}

/** Return how a turn goes on; null where trying again is of no use. `attempt` counts from 0. */
export function retryAfter(
  error: LineBroken | Refused,
  isOurs: boolean,
  attempt: number,
): Retry | null {
  if (error instanceof LineBroken) return { wait: waitFor(attempt), because: "broken" };
  const isEarly = attempt < MOST_FAILURES;
  if (error.code === "unknown_session" && isOurs && isEarly) {
    return { wait: 0, because: "forgotten" };
  }
  if (error.code === "unknown_turn" && isEarly) {
    // Sent by another tab, it may still be on its way; sent by this one, it is sent again.
    return { wait: isOurs ? 0 : waitFor(attempt), because: "unheard" };
  }
  const wait = Math.max(error.wait, waitFor(attempt));
  if (error.status === 429) return { wait, because: "busy" };
  if (!PASSING.has(error.status) || (error.code === "no_catalogue" && !isEarly)) return null;
  return { wait, because: "starting" };
}

/** Wait, or go on at once where the signal comes first. */
export function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, stop.aborted ? 0 : milliseconds);
    stop.addEventListener("abort", done);
  });
}
