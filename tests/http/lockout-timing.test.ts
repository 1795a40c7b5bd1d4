import { expect, test } from "vitest";
import { lock, login, said, wrong } from "../support/logins.ts";
import { newEmail, newPerson, stranger } from "../support/people.ts";

const samples = 200;
// So few that the machine has time for each: what is to be compared is waiting, not queues.
const atOnce = 8;
// An account takes 20 tries a minute, an address 30.
const triesEach = 16;
const accounts = Math.ceil(samples / triesEach);

type Kind = "wrong" | "unknown" | "locked";

/** A login that fails, for each sample of each kind, in turns. */
async function plan(): Promise<{ kind: Kind; attempt: () => ReturnType<typeof login> }[]> {
  const known = await Promise.all(Array.from({ length: accounts }, () => newPerson()));
  const closed = Array.from({ length: accounts }, (_, n) => ({
    email: n % 2 ? newEmail() : known[n]!.email,
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

test("a wrong password, an unknown email and a locked account are told apart neither by the answer nor by its time", {
  timeout: 180_000,
}, async () => {
  const times: Record<Kind, number[]> = { wrong: [], unknown: [], locked: [] };
  const answers = new Set<string>();
  const left = (await plan()).toReversed();
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const started = performance.now();
      const answer = await next.attempt();
      times[next.kind].push(performance.now() - started);
      answers.add(JSON.stringify(said(answer)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toContain('"code":"invalid_credentials"');
  const medians = Object.values(times).map(median);
  expect(Object.values(times).map((each) => each.length)).toEqual([samples, samples, samples]);
  expect(Math.max(...medians) / Math.min(...medians), String(medians)).toBeLessThan(1.1);
});
