import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { LogicalReplicationService, type Pgoutput } from "pg-logical-replication";
import type { Database } from "../database.ts";
import { type Change, type Commit, changeOf, TextPgoutput } from "./plugin.ts";
import { dropSlot, ensureSlot, slotName } from "./slot.ts";

export type Sink = {
  /** Gets committed changes in their order; the stream waits for it. Rejects when it has to get them again. */
  deliver: (changes: Change[]) => Promise<void>;
  /** Changes were lost: the log that had them is gone. */
  gap: () => void;
};

const retryMs = [50, 100, 250, 500, 1000, 2000];
const acknowledgeEveryMs = 2000;
const batchSize = 200;
const readyWithinMs = 10_000;

/** A transaction under way: how many of its changes came, and how many an earlier connection had delivered. */
type Transaction = { lsn: string; commit: Commit; seen: number; skip: number };

/**
 * Reads the write-ahead log through the one slot. A lost connection is made anew and goes on behind the last
 * change that was delivered: none is left out and none comes twice. The position is acknowledged steadily, also
 * when nothing is published, so that the server can throw old log away.
 */
export class ChangeStream {
  readonly #url: string;
  readonly #database: Database;
  readonly #sink: Sink;
  readonly #stopping = new AbortController();
  #service: LogicalReplicationService | undefined;
  #running: Promise<void> = Promise.resolve();
  #anew = true;
  /** A database that is away for long is reported once. */
  #told = "";
  /** Everything before it was delivered. */
  #safe = 0n;
  /** What was delivered of a transaction that was cut off. */
  #partial = { lsn: "", count: 0 };

  constructor(url: string, database: Database, sink: Sink) {
    this.#url = url;
    this.#database = database;
    this.#sink = sink;
  }

  /** Resolves when changes are read, or after ten seconds when something holds that up; it goes on trying. */
  async start(): Promise<void> {
    const ready = new AbortController();
    const late = setTimeout(() => ready.abort(), readyWithinMs);
    this.#running = this.#run(() => ready.abort());
    if (!ready.signal.aborted) await once(ready.signal, "abort");
    clearTimeout(late);
  }

  get isReading(): boolean {
    return this.#service !== undefined && !this.#service.isStop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#service?.stop().catch(() => {});
    await this.#running;
    await dropSlot(this.#database).catch(() => {}); // a database that is gone keeps no log either
  }

  async #run(onStart: () => void): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const isNew = await ensureSlot(this.#database, this.#anew);
        if (isNew && !this.#anew) this.#sink.gap();
        this.#anew = false;
        await this.#read(() => {
          failures = 0;
          this.#told = "";
          onStart();
        });
      } catch (error) {
        this.#judge(error);
      }
      await delay(retryMs[failures] ?? 2000, undefined, { signal }).catch(() => {});
    }
  }

  /** A slot whose past cannot be read, because a publication was missing then, is of no use. */
  #judge(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    if (String(error) !== this.#told) process.stderr.write(`realtime: replication: ${error}\n`);
    this.#told = String(error);
    const unreadable = error instanceof Error && "code" in error && error.code === "42704";
    if (!unreadable) return;
    this.#anew = true;
    this.#sink.gap();
  }

  async #read(onStart: () => void): Promise<void> {
    const plugin = new TextPgoutput();
    const service = new LogicalReplicationService(
      { connectionString: this.#url, application_name: "plinth-realtime-replication", keepAlive: true },
      { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } },
    );
    const reader = new Reader(this.#sink, this.#partial, {
      advance: (lsn) => this.#advance(lsn),
      fail: () => void service.stop().catch(() => {}),
    });
    service.on("data", (_lsn, message: Pgoutput.Message) => reader.take(message));
    service.on("heartbeat", (lsn) => {
      if (reader.isIdle && reader.handled === plugin.received) this.#advance(lsn);
    });
    service.on("error", () => {}); // the end of subscribe tells the same
    service.on("start", onStart);
    const acknowledging = setInterval(() => this.#acknowledge(service), acknowledgeEveryMs);
    this.#service = service;
    try {
      await service.subscribe(plugin, slotName, formatLsn(this.#safe));
    } finally {
      clearInterval(acknowledging);
      this.#service = undefined;
      await service.destroy().catch(() => {});
      this.#partial = await reader.end();
    }
  }

  #advance(lsn: string): void {
    const position = parseLsn(lsn);
    if (position > this.#safe) this.#safe = position;
  }

  /** Asks for an answer too: it carries the server's position, which moves without any change of ours. */
  #acknowledge(service: LogicalReplicationService): void {
    service.acknowledge(formatLsn(this.#safe), true).catch(() => {});
  }
}

type Progress = { advance: (lsn: string) => void; fail: () => void };

/** Follows one connection's messages and hands their changes on in batches. It never rejects. */
class Reader {
  handled = 0;
  readonly #sink: Sink;
  readonly #progress: Progress;
  #partial: { lsn: string; count: number };
  #transaction: Transaction | undefined;
  #pending: Change[] = [];
  #working: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(sink: Sink, partial: { lsn: string; count: number }, progress: Progress) {
    this.#sink = sink;
    this.#partial = partial;
    this.#progress = progress;
  }

  get isIdle(): boolean {
    return this.#transaction === undefined;
  }

  take(message: Pgoutput.Message): Promise<void> {
    if (!this.#ended) this.#working = this.#handle(message);
    return this.#working;
  }

  /** Waits for what is being delivered, and says how far the last transaction got. */
  async end(): Promise<{ lsn: string; count: number }> {
    this.#ended = true;
    await this.#working;
    return this.#partial;
  }

  async #handle(message: Pgoutput.Message): Promise<void> {
    try {
      if (message.tag === "begin") this.#begin(message);
      else if (message.tag === "commit") await this.#commit(message);
      else await this.#change(message);
      this.handled++;
    } catch (error) {
      this.#ended = true;
      process.stderr.write(`realtime: delivery: ${error}\n`);
      this.#progress.fail();
    }
  }

  #begin({ commitLsn, commitTime, xid }: Pgoutput.MessageBegin): void {
    const lsn = commitLsn ?? "";
    const skip = this.#partial.lsn === lsn ? this.#partial.count : 0;
    const at = new Date(Number(commitTime.valueOf() / 1000n));
    this.#transaction = { lsn, commit: { transaction: xid >>> 0, at }, seen: 0, skip };
  }

  async #change(message: Pgoutput.Message): Promise<void> {
    const transaction = this.#transaction;
    const change = transaction && changeOf(message, transaction.commit);
    if (!change) return;
    if (++transaction.seen > transaction.skip) this.#pending.push(change);
    if (this.#pending.length >= batchSize) await this.#flush(transaction);
  }

  async #commit({ commitEndLsn }: Pgoutput.MessageCommit): Promise<void> {
    if (this.#transaction) await this.#flush(this.#transaction);
    this.#transaction = undefined;
    if (commitEndLsn) this.#progress.advance(commitEndLsn);
  }

  async #flush({ lsn, seen }: Transaction): Promise<void> {
    if (this.#pending.length > 0) await this.#sink.deliver(this.#pending);
    this.#pending = [];
    this.#partial = { lsn, count: seen };
  }
}

function parseLsn(lsn: string): bigint {
  const [high = "0", low = "0"] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

function formatLsn(lsn: bigint): string {
  return `${(lsn >> 32n).toString(16)}/${(lsn & 0xffffffffn).toString(16)}`.toUpperCase();
}
