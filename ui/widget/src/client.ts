/** The server's HTTP interface. */

import { type Frame, frames } from "./events";
import { served } from "./links";
import type { DeskEvent, Outgoing, Readiness, Retold, TurnEvent } from "./protocol";

/** Silence, in milliseconds, after which the line counts as dead; the server speaks every ten seconds. */
const SILENCE = 25_000;

/** The server answered, and refused. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
    /** Milliseconds the server asks to wait; 0 where it says nothing. */
    readonly wait: number,
  ) {
    super(message);
  }
}

/** The server could not be reached, or the answer broke off. */
export class LineBroken extends Error {}

export class Client {
  constructor(private readonly base: string) {}

  async openSession(): Promise<string> {
    // With a header that makes a browser ask first, so that a page which may not call opens nothing.
    const headers = { "Content-Type": "application/json" };
    const opened = await this.json<{ session_id: string }>("api/sessions", {
      method: "POST",
      headers,
    });
    return opened.session_id;
  }

  retell(session: string, last: number): Promise<Retold> {
    return this.json(`api/sessions/${encodeURIComponent(session)}/exchanges?last=${last}`);
  }

  ready(): Promise<Readiness> {
    return this.json("ready", {}, [503]);
  }

  /** Send a turn under its key; sent again, it counts once and is answered again. */
  async *send(session: string, turn: Outgoing, stop: AbortSignal): AsyncGenerator<TurnEvent> {
    const path = `api/sessions/${encodeURIComponent(session)}/`;
    const headers: Record<string, string> = { "Idempotency-Key": turn.key };
    if (turn.operations) {
      headers["Content-Type"] = "application/json";
      const body = JSON.stringify({ operations: turn.operations, said: turn.said });
      yield* this.stream(`${path}taps`, { method: "POST", headers, body }, stop);
    } else if (turn.photo) {
      const body = new FormData();
      body.set("text", turn.said);
      body.set("photo", blobOf(turn.photo), "photo.jpg");
      yield* this.stream(`${path}turns`, { method: "POST", headers, body }, stop);
    } else {
      headers["Content-Type"] = "application/json";
      const body = JSON.stringify({ text: turn.said });
      yield* this.stream(`${path}turns`, { method: "POST", headers, body }, stop);
    }
  }

  /** Hear a turn from its beginning, be it at work or done. */
  hear(session: string, key: string, stop: AbortSignal): AsyncGenerator<TurnEvent> {
    const path = `api/sessions/${encodeURIComponent(session)}/turns/${encodeURIComponent(key)}`;
    return this.stream(path, {}, stop);
  }

  /** Hear what a person of the shop says after a turn; it has no end of its own. */
  listen(session: string, after: number, stop: AbortSignal): AsyncGenerator<DeskEvent> {
    const path = `api/sessions/${encodeURIComponent(session)}/events?after=${after}`;
    return this.events(path, {}, stop, deskEventOf);
  }

  /** Keep a thumb on the last reply. */
  async rate(session: string, value: "up" | "down"): Promise<void> {
    await this.ask(`api/sessions/${encodeURIComponent(session)}/rating`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ value }),
      signal: AbortSignal.timeout(SILENCE),
    });
  }

  private async *stream(
    path: string,
    request: RequestInit,
    stop: AbortSignal,
  ): AsyncGenerator<TurnEvent> {
    for await (const event of this.events(path, request, stop, eventOf)) {
      yield event;
      if (event.event === "done") return;
    }
  }

  /** Yield what `read` makes of the frames; a stream that ends by itself counts as broken. */
  private async *events<T>(
    path: string,
    request: RequestInit,
    stop: AbortSignal,
    read: (frame: Frame) => T | null,
  ): AsyncGenerator<T> {
    const silent = new AbortController();
    let watch = setTimeout(() => silent.abort(), SILENCE);
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => silent.abort(), SILENCE);
    };
    try {
      const signal = AbortSignal.any([stop, silent.signal]);
      const answer = await this.ask(path, { ...request, signal });
      if (!answer.body) throw new LineBroken("no body");
      for await (const frame of frames(answer.body, heard)) {
        const event = read(frame);
        if (event) yield event;
      }
    } catch (error) {
      if (stop.aborted || error instanceof Refused) throw error;
      throw new LineBroken(String(error));
    } finally {
      clearTimeout(watch);
    }
    throw new LineBroken("the answer broke off");
  }

  private async json<T>(path: string, request: RequestInit = {}, also: number[] = []): Promise<T> {
    const signal = AbortSignal.timeout(SILENCE);
    const answer = await this.ask(path, { ...request, signal }, also);
    try {
      return (await answer.json()) as T;
    } catch (error) {
      throw new LineBroken(String(error));
    }
  }

  private async ask(path: string, request: RequestInit, also: number[] = []): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(served(path, this.base), { credentials: "omit", ...request });
    } catch (error) {
      throw new LineBroken(String(error));
    }
    if (answer.ok || also.includes(answer.status)) return answer;
    throw await refusal(answer);
  }
}

async function refusal(answer: Response): Promise<Refused> {
  const wait = Number(answer.headers.get("Retry-After") ?? 0) * 1000 || 0;
  try {
    const { error } = (await answer.json()) as { error: Record<string, string> };
    const { code = "", message = "", remedy = "" } = error;
    return new Refused(answer.status, code, message, remedy, wait);
  } catch {
    // Not the assistant that spoke but something before it, such as a proxy.
    return new Refused(answer.status, "", "", "", wait);
  }
}

function deskEventOf({ event, data }: Frame): DeskEvent | null {
  if (event === "status") return { event, attendance: JSON.parse(data) };
  if (event === "message") return { event, turn: (JSON.parse(data) as { turn: number }).turn };
  return null;
}

function eventOf({ event, data }: Frame): TurnEvent | null {
  if (event === "explanation") return { event, explanation: JSON.parse(data) };
  if (event === "items" || event === "done") return { event, reply: JSON.parse(data) };
  return null;
}

/** Not by `fetch`, which a content-security policy may keep from data URLs. */
function blobOf(dataUrl: string): Blob {
  const bytes = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: "image/jpeg" });
}
