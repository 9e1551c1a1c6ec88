/** How long to wait before something is tried again. */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;

/** Milliseconds before the next attempt, spread so that many shoppers don't come back at once. */
export function waitFor(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.75 + Math.random() / 2);
}
