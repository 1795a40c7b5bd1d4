import { expect, test } from "vitest";
import { fits, hashOf, keyMark, makeKey, prefixOf } from "../../lib/api-keys/format.ts";
import { leaksIn } from "../support/leaks.ts";

test("a key is plk_<prefix>_<secret>, of letters, digits and underscores alone", () => {
  for (let n = 0; n < 200; n += 1) {
    const { key, prefix } = makeKey();
    expect(key).toMatch(/^plk_[0-9A-Za-z]{10}_[0-9A-Za-z]{40}$/);
    expect(key.startsWith(`${keyMark}${prefix}_`)).toBe(true);
    expect(prefixOf(key)).toBe(prefix);
  }
});

test("the secret has 190 bits and more, every character as likely as another", () => {
  expect(40 * Math.log2(62)).toBeGreaterThan(190);
  const seen = new Map<string, number>();
  const secrets = Array.from({ length: 2_000 }, () => makeKey().key.slice(-40));
  for (const character of secrets.join("")) seen.set(character, (seen.get(character) ?? 0) + 1);
  expect(seen.size).toBe(62);
  const expected = (2_000 * 40) / 62;
  // Six standard deviations: of a thousand runs, none fails by chance.
  for (const count of seen.values()) {
    expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected));
  }
  expect(new Set(secrets).size).toBe(2_000);
});

test("a key fits its own hash and no other", () => {
  const [one, other] = [makeKey().key, makeKey().key];
  expect(hashOf(one)).toHaveLength(32);
  expect(fits(one, hashOf(one))).toBe(true);
  expect(fits(other, hashOf(one))).toBe(false);
  expect(fits(one, Buffer.alloc(0))).toBe(false);
});

const secret = "s".repeat(40);

test.each([
  "",
  "plk_",
  "plk_AbCdEf0123",
  "plk_AbCdEf0123_",
  `plk_AbCdEf0123_${secret.slice(1)}`,
  `plk_AbCdEf0123_${secret}s`,
  `plk_AbCdEf012_${secret}`,
  `plk_AbCdEf01234_${secret}`,
  `PLK_AbCdEf0123_${secret}`,
  `plk_AbCdEf0123-${secret}`,
  ` plk_AbCdEf0123_${secret}`,
  `plk_AbCdEf0123_${secret}\n`,
  `plk_AbCdEf012\u0000_${secret}`,
  `plk_AbCdEf012é_${secret}`,
  `plk_AbCdEf012%_${secret}`,
  `plk_${"a".repeat(100_000)}`,
])("%j has not the form of a key", (text) => {
  expect(prefixOf(text)).toBeNull();
});

test("what is shown of a key is not taken for one, a whole one is", () => {
  const { key, prefix } = makeKey();
  expect(leaksIn(key)).toEqual(["an API key"]);
  expect(leaksIn(`${keyMark}${prefix}`)).toEqual([]);
});
