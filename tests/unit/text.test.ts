import { expect, test } from "vitest";
import { line, text, uuid } from "../../lib/text.ts";

const short = text({ min: 2, max: 4 });

test("length is counted in characters, as Postgres counts it", () => {
  expect(short.safeParse("👍").success).toBe(false);
  expect(short.safeParse("👍👍👍👍").success).toBe(true);
  expect(short.safeParse("👍👍👍👍👍").success).toBe(false);
});

test.each(["a\u0000b", "a\ud800b", "\udfff12"])("%j cannot be stored and is refused", (value) => {
  expect(short.safeParse(value).success).toBe(false);
});

test.each([1, null, undefined, {}, ["ab"], true])("%j is not text", (value) => {
  expect(short.safeParse(value).success).toBe(false);
});

test("a line loses the white space around it, before it is measured", () => {
  expect(line({ min: 2, max: 4 }).parse("  ab \n")).toBe("ab");
  expect(line({ min: 2, max: 4 }).safeParse("   a   ").success).toBe(false);
});

test("a UUID is kept in lower case; what is not one is refused", () => {
  expect(uuid.parse("0A1B2C3D-0000-4000-8000-00000000000F")).toBe("0a1b2c3d-0000-4000-8000-00000000000f");
  expect(uuid.safeParse("0a1b2c3d").success).toBe(false);
  expect(uuid.safeParse("0a1b2c3d-0000-4000-8000-00000000000f'--").success).toBe(false);
});
