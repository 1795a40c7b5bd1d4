import { expect, test } from "vitest";
import { atOnce } from "../support/at-once.ts";
import { lock, login, said, wrong } from "../support/logins.ts";
import { newEmail, newPerson, stranger } from "../support/people.ts";

const samples = 200;
// An account takes 20 tries a minute, an address 30.
const triesEach = 16;
const accounts = 2 * Math.ceil(samples / triesEach / 2);

type Kind = "wrong" | "unknown" | "locked";

/** A login that fails, for each sample of each kind, in turns. */
async function plan(): Promise<{ kind: Kind; attempt: () => ReturnType<typeof login> }[]> {
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => newPerson()));
  const known = await people(accounts);
  const locked = [...(await people(accounts / 2)), ...Array.from({ length: accounts / 2 }, newEmail)];
  const closed = locked.map((one) => ({
    email: typeof one === "string" ? one : one.email,
    client: stranger(),
  }));
  for (const { email, client } of closed) await lock(email, client.address);
  return Array.from({ length: samples }, (_, n) => {
    const { email, client } = closed[n % accounts]!;
    return [
      { kind: "wrong" as const, attempt: () => login(stranger(), known[n % accounts]!.email, wrong) },
      { kind: "unknown" as const, attempt: () => login(stranger(), newEmail(), wrong) },
      { kind: "locked" as const, attempt: () => login(client, email, wrong) },
    ];
  }).flat();
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

/** All samples once: by how much the medians of the kinds differ. */
async function difference(answers: Set<string>): Promise<number> {
  const times: Record<Kind, number[]> = { wrong: [], unknown: [], locked: [] };
  await atOnce(6, await plan(), async ({ kind, attempt }) => {
    const started = performance.now();
    const answer = await attempt();
    times[kind].push(performance.now() - started);
    answers.add(JSON.stringify(said(answer)));
  });
  expect(Object.values(times).map(({ length }) => length)).toEqual([samples, samples, samples]);
  const medians = Object.values(times).map(median);
  return Math.max(...medians) / Math.min(...medians);
}

// What tells always tells; a busy machine tells now and then. So one quiet round of a few is enough.
test("neither what a refused login says nor when tells whether the password was wrong, the email unknown or the account locked", async () => {
  const answers = new Set<string>();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && least >= 1.1; round += 1)
    least = Math.min(least, await difference(answers));
  expect(least).toBeLessThan(1.1);
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toContain('"code":"invalid_credentials"');
}, 600_000);
