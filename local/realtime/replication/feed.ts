import type { Encoded } from "../broadcast.ts";
import type { Database } from "../database.ts";
import { encodePayload } from "../frames.ts";
import type { Subscription } from "../subscription.ts";
import type { Subscriber, Topics } from "../topics.ts";
import { deliverMessages, isHeard, isMessages } from "./messages.ts";
import { type Change, changeForDatabase } from "./plugin.ts";

/** A channel's subscriptions to changes, and as whom it has them. */
export type Listener = {
  readonly channel: Subscriber & { readonly topic: string };
  readonly subscriptions: Subscription[];
  role: string;
  /** JSON */
  claims: string;
  /** Changes may be missing before this moment. */
  onGap: () => void;
};

/** Those who are told the same: one role, one set of claims, one question. The database is asked once for them. */
type Audience = {
  role: string;
  claims: string;
  subscription: Subscription;
  members: { listener: Listener; id: number }[];
};

type View = { change: number; data: string; keys: number[] };

/** The checks that one statement may have to do: changes times audiences. */
const checksAtOnce = 10_000;
const statementTimeout = "60s";

/** Hands changes to those who subscribed to them and may see them. */
export class ChangeFeed {
  readonly #database: Database;
  readonly #topics: Topics;
  readonly #recordBytes: number;
  readonly #listeners = new Set<Listener>();
  #audiences: Audience[] | undefined;

  constructor(database: Database, topics: Topics, recordBytes: number) {
    this.#database = database;
    this.#topics = topics;
    this.#recordBytes = recordBytes;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    this.#audiences = undefined;
  }

  remove(listener: Listener): void {
    if (this.#listeners.delete(listener)) this.#audiences = undefined;
  }

  gap(): void {
    for (const { onGap } of this.#listeners) onGap();
  }

  /** Rejects when the database is away; then nothing was delivered. */
  async deliver(changes: Change[]): Promise<void> {
    const audiences = this.#currentAudiences();
    const wanted = changes
      .filter(({ relation }) => !isMessages(relation))
      .map((change) => ({ change, keys: keysFor(change, audiences) }))
      .filter(({ keys }) => keys.length > 0);
    await this.#awaitVisible(changes, wanted);
    const views: View[] = [];
    for (const part of inParts(wanted)) views.push(...(await this.#view(part, audiences)));
    deliverMessages(this.#topics, changes);
    for (const { data, keys } of views) send(data, keys, audiences);
  }

  /** Who hears of a change may look for it at once. */
  async #awaitVisible(changes: Change[], wanted: Wanted[]): Promise<void> {
    const heard = [
      ...changes.filter((change) => isHeard(this.#topics, change)),
      ...wanted.map(({ change }) => change),
    ];
    const transactions = new Set(heard.map(({ commit }) => commit.transaction));
    if (transactions.size === 0) return;
    await this.#database.query("select _local.realtime_await($1)", [[...transactions]]);
  }

  #currentAudiences(): Audience[] {
    if (this.#audiences) return this.#audiences;
    const found = new Map<string, Audience>();
    for (const listener of this.#listeners) {
      const { role, claims } = listener;
      for (const subscription of listener.subscriptions) {
        const { id, ...question } = subscription;
        const key = JSON.stringify([role, claims, question]);
        const audience = found.get(key) ?? { role, claims, subscription, members: [] };
        audience.members.push({ listener, id });
        found.set(key, audience);
      }
    }
    this.#audiences = [...found.values()];
    return this.#audiences;
  }

  /** A change that the database cannot show at all is left out; the others are not held up by it. */
  async #view(wanted: Wanted[], audiences: Audience[]): Promise<View[]> {
    try {
      return await this.#ask(wanted, audiences);
    } catch (error) {
      if (!isOfStatement(error)) throw error;
      if (wanted.length > 1) {
        const views = [];
        for (const one of wanted) views.push(...(await this.#view([one], audiences)));
        return views;
      }
      const { schema, name } = wanted[0]?.change.relation ?? {};
      process.stderr.write(`realtime: a change of ${schema}.${name} cannot be shown: ${error}\n`);
      return [];
    }
  }

  #ask(wanted: Wanted[], audiences: Audience[]): Promise<View[]> {
    const keys = new Set(wanted.flatMap((one) => one.keys));
    const subscribers = [...keys].map((key) => subscriberOf(key, audiences[key]));
    const changes = wanted.map((one) => ({ ...changeForDatabase(one.change), keys: one.keys }));
    const values = [JSON.stringify(changes), JSON.stringify(subscribers), this.#recordBytes];
    return this.#database.attempt(async (client) => {
      await client.query(`set local statement_timeout = '${statementTimeout}'; set local lock_timeout = 0`);
      const { rows } = await client.query<View>(
        "select change, data, keys from _local.realtime_views($1, $2, $3)",
        values,
      );
      return rows;
    });
  }
}

type Wanted = { change: Change; keys: number[] };

function keysFor({ relation, action }: Change, audiences: Audience[]): number[] {
  return audiences.flatMap(({ subscription: { schema, table, action: wanted } }, key) => {
    const isMeant =
      (wanted === "*" || wanted === action) &&
      (schema === "*" || schema === relation.schema) &&
      (table === "*" || table === relation.name);
    return isMeant ? [key] : [];
  });
}

function inParts(wanted: Wanted[]): Wanted[][] {
  const parts: Wanted[][] = [];
  let checks = checksAtOnce;
  for (const one of wanted) {
    checks += one.keys.length;
    if (checks > checksAtOnce) {
      parts.push([]);
      checks = one.keys.length;
    }
    parts.at(-1)?.push(one);
  }
  return parts;
}

function subscriberOf(key: number, audience: Audience | undefined) {
  const { role, claims, subscription } = audience ?? {};
  return { key, role, claims, filters: subscription?.filters, select: subscription?.select };
}

/** The statement itself failed, not the connection or the server. */
function isOfStatement(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|53)/.test(code);
}

/** A channel gets a change once, with the ids of all its subscriptions that it answers. */
function send(data: string, keys: number[], audiences: Audience[]): void {
  const ids = new Map<Listener["channel"], number[]>();
  for (const { listener, id } of keys.flatMap((key) => audiences[key]?.members ?? [])) {
    const found = ids.get(listener.channel);
    if (found) found.push(id);
    else ids.set(listener.channel, [id]);
  }
  const encoded = new Map<string, Encoded>();
  for (const [channel, own] of ids) {
    const key = JSON.stringify([channel.vsn, channel.topic, own]);
    let message = encoded.get(key);
    if (!message) {
      const payload = `{"ids":${JSON.stringify(own)},"data":${data}}`;
      const text = encodePayload(channel.vsn, channel.topic, "postgres_changes", payload);
      message = { data: Buffer.from(text), binary: false };
      encoded.set(key, message);
    }
    channel.write(message);
  }
}
