import { expect, test } from "vitest";
import { LeakWatch, leaksIn } from "../support/leaks.ts";

// The scanner of the app's log has to be able to fail: here it is given what it must find.

const token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";

test.each([
  ["an email address", '{"msg":"550 no such user ida.b+c@people.test"}'],
  ["a key of Stripe's", "Invalid API Key provided: sk_test_abcdef123456"],
  ["a key of Stripe's", "rk_live_abcdef123456"],
  ["a webhook secret", "secret=whsec_abc-def_123"],
  ["a secret key of Supabase's", "apikey: sb_secret_0123456789"],
  ["an API key", "authorization: plk_0123456789abcdef"],
  ["an access token", `Bearer ${token}`],
  ["a session", "cookie: plinth-session=base64-eyJhY2Nlc3M"],
  ["the number of a card", "card 4242424242424242 was declined"],
  ["the number of a card", "card 4000 0000 0000 0002 was declined"],
  ["the end of a card's number", '{"card":{"brand":"visa","last4":"4242"}}'],
  ["a password", '{"email":"x","password":"hunter2"}'],
  ["the cron secret", "x-cron-secret: of-this-run"],
])("%s is found in %s", (what, line) => {
  expect(leaksIn(line, { "the cron secret": "of-this-run" })).toContain(what);
});

test.each([
  '{"level":"info","time":"2026-11-23T02:02:42.424Z","requestId":"0b8f4242-4242-4242-8242-424242424242","path":"/api/posts"}',
  '{"failure":"Postgres 23514 orders_amount_positive","ms":4242.4}',
  "next@16.4.6 started at http://localhost:42424",
  "SMTP EENVELOPE RCPT TO 550 [address]",
  "/api/auth/reset-password",
])("nothing is found in %s", (line) => {
  expect(leaksIn(line, { "the cron secret": "of-this-run" })).toEqual([]);
});

const heard = (...chunks: string[]) => {
  const watch = new LeakWatch({ "the cron secret": "of-this-run" });
  for (const chunk of chunks) watch.read(chunk);
  return () => watch.verify();
};

test("a secret is found wherever the output is cut", () => {
  const output = '{"msg":"request","path":"/"}\n{"msg":"oh","secret":"of-this-run"}';
  for (let at = 0; at <= output.length; at += 1) {
    expect(heard(output.slice(0, at), output.slice(at)), String(at)).toThrow("the cron secret");
  }
  expect(heard('{"msg":"request","path":"/"}\n', '{"msg":"fine"}')).not.toThrow();
});

test("to have heard nothing proves nothing", () => {
  expect(heard('{"msg":"started"}\n')).toThrow("no request");
});
