import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { type CutOffSite, startCutOffSite } from "../support/cut-off-site.ts";
import { login, wrong } from "../support/logins.ts";
import { newPerson, type Person, password } from "../support/people.ts";

let site: CutOffSite;
let person: Person;

beforeAll(async () => {
  site = await startCutOffSite();
  person = await newPerson();
});
afterAll(() => site?.stop());

test("while tries cannot be counted nobody signs in, though Auth would let them, and reads go on", async () => {
  const client = new ApiClient(site.siteUrl);
  expect((await login(client, person.email, password)).status).toBe(200);
  site.cutDatabase();
  for (const secret of [password, wrong]) {
    const stranger = new ApiClient(site.siteUrl);
    const answer = await login(stranger, person.email, secret);
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(stranger.cookies.size).toBe(0);
  }
  expect((await new ApiClient(site.siteUrl).get("/api/posts?limit=1")).status).toBe(200);
});
