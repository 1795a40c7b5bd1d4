import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthUnderTest, newEmail, type Project, password, startProject } from "./project.ts";

let project: Project;
let auth: AuthUnderTest;

beforeAll(async () => {
  project = await startProject();
  auth = await project.auth("[auth.email]\nenable_confirmations = true\n");
});
afterAll(() => project.stop());

const rounds = 7;

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    all.push(performance.now() - started);
  }
  return all.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

async function confirmed(): Promise<string> {
  const email = newEmail();
  const { error } = await auth.admin.auth.admin.createUser({ email, password, email_confirm: true });
  expect(error).toBeNull();
  return email;
}

const requests: [string, (email: string) => object][] = [
  ["/recover", (email) => ({ email })],
  ["/otp", (email) => ({ email })],
  ["/otp?", (email) => ({ email, create_user: false })],
  ["/resend", (email) => ({ email, type: "signup" })],
  ["/signup", (email) => ({ email, password })],
  ["/token?grant_type=password", (email) => ({ email, password: "wrong" })],
];

test.each(requests)(
  "how long %s takes does not tell whether an address has an account",
  async (path, bodyOf) => {
    const known: string[] = [];
    for (let round = 0; round < rounds; round++) known.push(await confirmed());
    const ask = (email: string) =>
      auth.request(path, { method: "POST", body: JSON.stringify(bodyOf(email)) });
    const [toKnown, toUnknown] = [
      await medianMs(() => ask(known.pop()!)),
      await medianMs(() => ask(newEmail())),
    ];
    expect(Math.max(toKnown, toUnknown) / Math.min(toKnown, toUnknown)).toBeLessThan(1.1);
  },
);
