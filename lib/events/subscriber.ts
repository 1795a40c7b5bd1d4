import type { Outlet } from "./outlet.ts";

/** A client whose unread bytes pass this is cut off. It comes back and resumes. */
export const maxBacklogBytes = 256 * 1024;

/** So long a client that is told goodbye may take to read it. */
const farewellMs = 5_000;

/** Who a stream is for. */
export type StreamOwner = {
  userId: string | null;
  /** the API key that it was opened with */
  keyId: string | null;
  address: string;
  /** when the caller's token ends, in milliseconds since 1970 */
  expiresAt: number;
};

/** One open stream. */
export class Subscriber {
  readonly owner: StreamOwner;
  readonly topics: readonly string[];
  readonly #outlet: Outlet;
  /** What arrived while the client is still told what it missed. */
  #pending: Uint8Array[] | null = [];
  #pendingBytes = 0;
  #isOpen = true;

  constructor(owner: StreamOwner, topics: readonly string[], outlet: Outlet) {
    this.owner = owner;
    this.topics = topics;
    this.#outlet = outlet;
  }

  /** Its client is no longer there. */
  gone(): void {
    this.#isOpen = false;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it has been told everything that it missed. */
  get isLive(): boolean {
    return this.#pending === null;
  }

  /** how many bytes it was sent and has not read */
  unread(): number {
    return this.#outlet.backlog();
  }

  backlog(): number {
    return this.#outlet.backlog() + this.#pendingBytes;
  }

  /** Sends what happens now: at once, or after what was missed. Cuts off a client that does not read. */
  send(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#pending === null) this.#outlet.write(bytes);
    else {
      this.#pending.push(bytes);
      this.#pendingBytes += bytes.length;
    }
    if (this.backlog() > maxBacklogBytes) this.#outlet.cut();
  }

  /** Sends something of what was missed. */
  catchUp(bytes: Uint8Array): void {
    if (this.#isOpen) this.#outlet.write(bytes);
  }

  /** All that was missed has been sent: what has arrived since follows. */
  goLive(): void {
    const pending = this.#pending ?? [];
    this.#pending = null;
    this.#pendingBytes = 0;
    for (const bytes of pending) this.catchUp(bytes);
  }

  /** Says something about the stream and ends it. */
  close(farewell: Uint8Array): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#outlet.write(farewell);
    this.#outlet.end();
    setTimeout(() => this.#outlet.cut(), farewellMs).unref();
  }
}
