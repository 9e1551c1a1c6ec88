/** Whether the server and its writer are there, looked at again until they are. */

import { type Client, LineBroken, Refused } from "./client";
import type { Readiness } from "./protocol";

const LOOK_AGAIN = 5_000;

export class Watch {
  private again = 0;
  private isClosed = false;

  constructor(
    private readonly client: Client,
    /** What the server said of itself; null where it said nothing. */
    private readonly told: (readiness: Readiness | null) => void,
  ) {}

  async look(): Promise<void> {
    clearTimeout(this.again);
    let found: Readiness | null = null;
    try {
      found = await this.client.ready();
    } catch (error) {
      if (!(error instanceof LineBroken || error instanceof Refused)) throw error;
    }
    this.told(found);
    if (this.isClosed || (found?.ready && found.model.readiness !== "warming")) return;
    this.again = setTimeout(() => void this.look(), LOOK_AGAIN) as unknown as number;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.again);
  }
}
