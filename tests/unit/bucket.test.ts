import { expect, test } from "vitest";
import { takeToken, tokensLeft } from "../../lib/limits/bucket.ts";

const policy = { quota: 10, seconds: 60 };

test("a full bucket gives its quota, and then one token after the other", () => {
  const now = 1_000_000;
  let fullAt = 0;
  for (let taken = 1; taken <= 10; taken += 1) {
    const verdict = takeToken(fullAt, now, policy);
    expect(verdict.allowed).toBe(true);
    expect(tokensLeft(verdict.fullIn, policy)).toBe(10 - taken);
    fullAt = verdict.fullAt;
  }
  expect(takeToken(fullAt, now, policy)).toMatchObject({ allowed: false, fitsIn: 6, fullIn: 60, fullAt });
  expect(takeToken(fullAt, now + 5_999, policy).allowed).toBe(false);
  expect(takeToken(fullAt, now + 6_000, policy).allowed).toBe(true);
});

test("who is refused loses nothing by asking", () => {
  const empty = 60_000;
  const first = takeToken(empty, 0, policy);
  const second = takeToken(first.fullAt, 1_000, policy);
  expect([first.fitsIn, second.fitsIn]).toEqual([6, 5]);
});

test("what was not used does not add up", () => {
  const verdict = takeToken(0, 1e9, policy);
  expect(tokensLeft(verdict.fullIn, policy)).toBe(9);
});
