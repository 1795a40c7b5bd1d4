import { expect, test } from "vitest";
import { newPassword } from "../../lib/auth/passwords.ts";
import { line, prose, text, trimmedProse, uuid } from "../../lib/text.ts";

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

const invisible = [
  ["zero-width spaces", "\u200b\u200b\u200b\u200b"],
  ["zero-width joiners", "\u200d\u200d\u2060\ufeff"],
  ["direction marks", "\u200e\u200f\u061c\u200e"],
  ["soft hyphens", "\u00ad\u00ad\u00ad"],
  ["Hangul fillers", "\u3164\u3164\uffa0"],
  ["blank Braille", "\u2800\u2800\u2800"],
  ["tags", "\u{e0041}\u{e0042}\u{e0043}"],
  ["variation selectors", "\ufe0f\ufe0f\ufe0f"],
] as const;

test.each(invisible)("nothing but %s is no line and no comment", (_name, value) => {
  const issue = { message: "Must contain something that can be seen" };
  for (const schema of [line({ min: 2, max: 80 }), trimmedProse({ min: 1, max: 2000 })]) {
    expect(schema.safeParse(value).error?.issues).toMatchObject([issue]);
  }
});

test.each(["\u202e\u202e\u202e", "\u2066\u2069 "])("%j is nothing, once what turns text is out", (value) => {
  expect(line({ min: 1, max: 80 }).safeParse(value).success).toBe(false);
  expect(line({ max: 80 }).parse(value)).toBe("");
});

test.each([
  "Ann\nOther",
  "Ann\rOther",
  "Ann\tOther",
  "Ann\u2028Other",
  "Ann\u0085Other",
  "A\u001b[31m",
  "A\u007f",
])("%j is not one line", (value) => {
  expect(line({ min: 2, max: 80 }).safeParse(value).success).toBe(false);
});

test("prose has lines and tabs, and no other control character", () => {
  expect(prose({ max: 80 }).parse(" one\r\n\ttwo\n")).toBe(" one\r\n\ttwo\n");
  expect(trimmedProse({ max: 80 }).parse(" one\r\n\ttwo\n")).toBe("one\r\n\ttwo");
  for (const value of ["bell\u0007", "esc\u001b[2J", "c1\u009b31m"]) {
    expect(prose({ max: 80 }).safeParse(value).success).toBe(false);
  }
});

test("a name cannot turn the text around it", () => {
  expect(line({ min: 2, max: 80 }).parse("Ann\u202e rehtO\u2066")).toBe("Ann rehtO");
});

test.each(["👩‍👩‍👧‍👦 family", "👩🏽‍🚀", "🏳️‍🌈 pride", "می‌خواهم", "שלום\u200f!", "नमस्ते", "e\u0301te"])(
  "%s stays as it was written",
  (value) => {
    expect(line({ min: 1, max: 80 }).parse(value)).toBe(value);
    expect(prose({ max: 80 }).parse(value)).toBe(value);
  },
);

test("a password may hold anything, but not be blank", () => {
  expect(newPassword.safeParse("          ").success).toBe(false);
  expect(newPassword.safeParse("\t\u00a0\u3000        ").success).toBe(false);
  expect(newPassword.parse("  tab\tand blanks  ")).toBe("  tab\tand blanks  ");
});

test("a UUID is kept in lower case; what is not one is refused", () => {
  expect(uuid.parse("0A1B2C3D-0000-4000-8000-00000000000F")).toBe("0a1b2c3d-0000-4000-8000-00000000000f");
  expect(uuid.safeParse("0a1b2c3d").success).toBe(false);
  expect(uuid.safeParse("0a1b2c3d-0000-4000-8000-00000000000f'--").success).toBe(false);
});
