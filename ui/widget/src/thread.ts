/** The conversation as a value: what the server told, and how it is shown. */

import type { Chip, Exchange, Explanation, Outgoing, Reply, Retold, TurnEvent } from "./protocol";

export interface Thread {
  exchanges: Exchange[];
  chips: Chip[];
  request: string;
  canUndo: boolean;
  earlier: number;
}

export const EMPTY: Thread = { exchanges: [], chips: [], request: "", canUndo: false, earlier: 0 };

export function retold(told: Retold): Thread {
  return {
    exchanges: told.exchanges,
    chips: told.chips,
    request: told.request,
    canUndo: told.can_undo,
    earlier: told.earlier,
  };
}

/** Put exchanges that are being heard in the place of what was retold of them, or at the end. */
export function withAtWork(thread: Thread, atWork: Exchange[]): Thread {
  const heard = new Map(atWork.map((one) => [one.key, one]));
  const exchanges = thread.exchanges.map((one) => heard.get(one.key) ?? one);
  const retold = new Set(thread.exchanges.map((one) => one.key));
  return { ...thread, exchanges: [...exchanges, ...atWork.filter((one) => !retold.has(one.key))] };
}

/** Return the last thing that a person said since; null where nothing was shown before. */
export function heardIn(before: Thread, now: Thread): Exchange | null {
  const last = now.exchanges.at(-1);
  if (!last?.agent || !before.exchanges.length) return null;
  return before.exchanges.some((one) => one.key === last.key) ? null : last;
}

/** Put what is being sent at the end of the thread; one that is there already stays as it is. */
export function withOutgoing(thread: Thread, turn: Outgoing): Thread {
  return withExchange(thread, turn.key, turn.said, turn.photo !== null);
}

export function withExchange(
  thread: Thread,
  key: string,
  said: string,
  withPhoto: boolean,
): Thread {
  if (thread.exchanges.some((one) => one.key === key)) return thread;
  const added: Exchange = { key, said, with_photo: withPhoto, agent: "", busy: true, reply: null };
  return { ...thread, exchanges: [...thread.exchanges, added] };
}

export function without(thread: Thread, key: string): Thread {
  return { ...thread, exchanges: thread.exchanges.filter((one) => one.key !== key) };
}

/** Take in an event of a turn; the same event taken twice changes nothing more. */
export function taken(thread: Thread, key: string, event: TurnEvent): Thread {
  const exchanges = thread.exchanges.map((one) => (one.key === key ? told(one, event) : one));
  const isLast = thread.exchanges.at(-1)?.key === key;
  if (event.event === "explanation" || !isLast) return { ...thread, exchanges };
  const { chips, intent } = event.reply;
  return { ...thread, exchanges, chips, request: intent.request };
}

function told(exchange: Exchange, event: TurnEvent): Exchange {
  if (event.event === "explanation") {
    return exchange.reply
      ? { ...exchange, reply: explained(exchange.reply, event.explanation) }
      : exchange;
  }
  if (event.event === "done") return { ...exchange, reply: event.reply, busy: false };
  // A turn heard again begins anew; the reasons heard before still hold.
  const known = exchange.reply?.explanations ?? [];
  return { ...exchange, reply: known.reduce(explained, event.reply) };
}

function explained(reply: Reply, explanation: Explanation): Reply {
  if (!reply.items.some((ranked) => ranked.item.item_id === explanation.item_id)) return reply;
  const others = reply.explanations.filter((one) => one.item_id !== explanation.item_id);
  return { ...reply, explanations: [...others, explanation] };
}

/** One entry of the thread as it is shown. */
export interface Entry {
  /** The key of the exchange that began it. */
  key: string;
  said: string;
  withPhoto: boolean;
  agent: string;
  reply: Reply | null;
  busy: boolean;
}

/** Merge the exchanges of taps without a name into the entry whose list they changed. */
export function entries(thread: Thread): Entry[] {
  const shown: Entry[] = [];
  for (const one of thread.exchanges) {
    const last = shown.at(-1);
    if (last && !last.agent && !one.said && !one.with_photo && !one.agent) {
      last.reply = one.reply ?? last.reply;
      last.busy = one.busy;
    } else {
      const { key, said, agent, reply, busy } = one;
      shown.push({ key, said, withPhoto: one.with_photo, agent, reply, busy });
    }
  }
  return shown;
}

/** Cut a sentence at its claims, which count code points; an overlapping claim is left out. */
export function parts(explanation: Explanation): { text: string; field: string | null }[] {
  const characters = Array.from(explanation.text);
  const found: { text: string; field: string | null }[] = [];
  let at = 0;
  for (const claim of [...explanation.claims].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (claim.start < at || claim.end <= claim.start || claim.end > characters.length) continue;
    if (claim.start > at)
      found.push({ text: characters.slice(at, claim.start).join(""), field: null });
    found.push({ text: characters.slice(claim.start, claim.end).join(""), field: claim.field });
    at = claim.end;
  }
  if (at < characters.length) found.push({ text: characters.slice(at).join(""), field: null });
  return found;
}
