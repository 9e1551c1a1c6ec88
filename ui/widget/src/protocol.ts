/** What the server says, as far as the widget reads it; see /api/openapi.json. */

export interface Price {
  amount: string;
  currency: string;
}

export interface Item {
  item_id: string;
  title: string;
  description: string;
  brand: string | null;
  category: string[];
  price: Price | null;
  list_price: Price | null;
  percent_off: number | null;
  availability: "in_stock" | "out_of_stock" | "preorder" | "backorder";
  stock: number | null;
  rating: number | null;
  rating_count: number;
  attributes: Record<string, string[]>;
  photo_url: string | null;
  link: string | null;
}

export interface Ranked {
  item: Item;
  rank: number;
  contributions: Record<string, number>;
}

/** Places count characters as Python does: whole code points. */
export interface Claim {
  start: number;
  end: number;
  field: string;
}

export interface Explanation {
  item_id: string;
  text: string;
  claims: Claim[];
}

export interface Suggestion {
  label: string;
  text: string;
}

export interface Operation {
  op: string;
  [field: string]: unknown;
}

export interface Chip {
  label: string;
  required: boolean;
  remove: Operation | null;
}

export interface Comparison {
  titles: string[];
  rows: { label: string; values: string[]; best: number[] }[];
}

export interface Promotion {
  title: string;
  code: string | null;
  percent_off: number;
  ends: string;
}

export interface Reply {
  text: string;
  intent: { request: string; language: string; liked: string[] };
  chips: Chip[];
  items: Ranked[];
  explanations: Explanation[];
  question: { text: string; answers: Suggestion[] } | null;
  suggestions: Suggestion[];
  passages: { title: string; text: string }[];
  promotions: Promotion[];
  comparison: Comparison | null;
}

export interface Exchange {
  key: string;
  said: string;
  with_photo: boolean;
  agent: string;
  busy: boolean;
  reply: Reply | null;
}

export interface Retold {
  session_id: string;
  request: string;
  chips: Chip[];
  can_undo: boolean;
  earlier: number;
  exchanges: Exchange[];
}

export interface Readiness {
  ready: boolean;
  catalogue: string;
  model: { readiness: "ready" | "warming" | "unavailable" };
}

export type TurnEvent =
  | { event: "items"; reply: Reply }
  | { event: "explanation"; explanation: Explanation }
  | { event: "done"; reply: Reply };

/** Who answers: the assistant, nobody yet but a person was called, or a person by name. */
export interface Attendance {
  status: string;
  attended_by: string | null;
}

/** What comes without being asked: a person spoke in a turn, or whoever answers is another. */
export type DeskEvent =
  | { event: "message"; turn: number }
  | { event: "status"; attendance: Attendance };

/** What waits to be sent; all of it can be written to the browser's storage. */
export interface Outgoing {
  key: string;
  /** What the conversation shows for it; empty for a tap without a name. */
  said: string;
  /** A JPEG as a data URL. */
  photo: string | null;
  /** Taps; null for a message. */
  operations: Operation[] | null;
}
