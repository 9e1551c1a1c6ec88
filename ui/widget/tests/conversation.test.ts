import { expect, test, vi } from "vitest";
import { type Client, Refused } from "../src/client";
import { Conversation } from "../src/conversation";
import type { Outgoing, Reply, Retold, TurnEvent } from "../src/protocol";
import type { Kept, News, Store, TurnNews } from "../src/store";

const GONE = new Refused(404, "unknown_session", "Not known.", "Open another.", 0);

function replyTo(said: string): Reply {
  return {
    text: `You said ${said}.`,
    intent: { request: said, language: "en", liked: [] },
    chips: [],
    items: [],
    explanations: [],
    question: null,
    suggestions: [],
    passages: [],
    promotions: [],
    comparison: null,
  };
}

/** A server that answers at once and keeps its conversations until they are forgotten. */
class Server {
  private readonly sessions = new Map<string, Outgoing[]>();
  private opened = 0;

  forget(): void {
    this.sessions.clear();
  }

  async openSession(): Promise<string> {
    const session = `session-${++this.opened}`;
    this.sessions.set(session, []);
    return session;
  }

  async retell(session: string): Promise<Retold> {
    const exchanges = this.turns(session).map(({ key, said }) => ({
      key,
      said,
      with_photo: false,
      agent: "",
      busy: false,
      reply: replyTo(said),
    }));
    return { session_id: session, request: "", chips: [], can_undo: false, earlier: 0, exchanges };
  }

  async *send(session: string, turn: Outgoing): AsyncGenerator<TurnEvent> {
    this.turns(session).push(turn);
    yield { event: "done", reply: replyTo(turn.said) };
  }

  async *hear(session: string, key: string): AsyncGenerator<TurnEvent> {
    const turn = this.turns(session).find((one) => one.key === key);
    if (!turn) throw new Refused(404, "unknown_turn", "", "", 0);
    yield { event: "done", reply: replyTo(turn.said) };
  }

  /** There is no service desk. */
  async *listen(): AsyncGenerator<never> {
    throw new Refused(404, "", "", "", 0);
  }

  private turns(session: string): Outgoing[] {
    const turns = this.sessions.get(session);
    if (!turns) throw GONE;
    return turns;
  }
}

/** What a tab sees of the store, and what it told the others. */
class Tab {
  kept: Kept = { session: null, pending: null };
  told: News[] = [];
  readonly conversation: Conversation;

  constructor(server: Server) {
    const store = {
      read: () => this.kept,
      write: (change: Partial<Kept>) => {
        this.kept = { ...this.kept, ...change };
      },
      tell: (news: News) => this.told.push(news),
    };
    this.conversation = new Conversation(
      server as unknown as Client,
      store as unknown as Store,
      { changed: () => {}, returned: () => {}, answered: () => {} },
    );
  }

  get said(): string[] {
    return this.conversation.thread.exchanges.map((one) => one.said);
  }
}

test("a turn told of before its conversation's id has come is shown once that is there", async () => {
  const server = new Server();
  const tab = new Tab(server);
  const session = await server.openSession();
  const early: TurnNews = { kind: "turn", session, key: "k1", said: "jacket", withPhoto: false };
  tab.conversation.heard(early);
  expect(tab.said).toEqual([]);

  tab.kept = { session, pending: null };
  tab.conversation.heard({ kind: "session" });
  expect(tab.said).toEqual(["jacket"]);
});

test("a message joins the conversation whose first turn was told of, and opens no other", async () => {
  const server = new Server();
  const [first, other] = [new Tab(server), new Tab(server)];
  first.conversation.say("jacket", null);
  await vi.waitFor(() => expect(first.conversation.thread.exchanges[0]?.busy).toBe(false));
  for (const news of first.told) other.conversation.heard(news);
  other.conversation.say("in green", null);
  await vi.waitFor(() => expect(other.said).toEqual(["jacket", "in green"]));
  expect((await server.retell("session-1")).exchanges).toHaveLength(2);
});

test("that a conversation is no longer kept is said until the next one has begun", async () => {
  const server = new Server();
  const { conversation } = new Tab(server);
  conversation.say("jacket", null);
  await vi.waitFor(() => expect(conversation.thread.exchanges[0]?.busy).toBe(false));
  server.forget();
  await conversation.refresh();
  expect(conversation.trouble).toEqual({ kind: "expired" });

  conversation.clearTrouble();
  conversation.say("in green", null);
  await vi.waitFor(() => expect(conversation.thread.exchanges[0]?.busy).toBe(false));
  expect(conversation.trouble).toEqual({ kind: "expired" });

  conversation.say("cheaper", null);
  expect(conversation.trouble).toBeNull();
});
