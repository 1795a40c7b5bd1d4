import { describe, expect, test } from "vitest";
import { etagOf, isKnown, versionsIn } from "../../lib/http/etag.ts";

const moment = "2026-11-28T23:47:53.012345+00:00";

test("a tag is quoted, has no character that a header may not have, and is of the bytes", () => {
  expect(etagOf("a")).toMatch(/^"[\w-]{16}"$/);
  expect(etagOf("a", moment)).toMatch(/^"[0-9a-z]+\.[\w-]{16}"$/);
  expect(etagOf("a")).not.toBe(etagOf("b"));
  expect(etagOf("a", moment)).toBe(etagOf("a", moment));
});

test.each([
  [moment, "2026-11-28T23:47:53.012345Z"],
  ["2026-11-28T23:47:53+00:00", "2026-11-28T23:47:53.000000Z"],
  ["2026-11-28T23:47:53.1+00:00", "2026-11-28T23:47:53.100000Z"],
  ["2026-11-29T01:47:53.000001+02:00", "2026-11-28T23:47:53.000001Z"],
  ["1970-01-01T00:00:00+00:00", "1970-01-01T00:00:00.000000Z"],
])("what was last changed at %s is asked for as %s", (updatedAt, version) => {
  expect(versionsIn(etagOf("x", updatedAt))).toEqual([version]);
});

describe("If-Match", () => {
  test("without it, or with *, anything will do", () => {
    expect(versionsIn(null)).toBeUndefined();
    expect(versionsIn(" * ")).toBeUndefined();
  });

  test("names as many versions as it has tags", () => {
    const [one, two] = [etagOf("x", moment), etagOf("y", "2026-11-28T23:47:54+00:00")];
    expect(versionsIn(`${one}, ${two}`)).toEqual([
      "2026-11-28T23:47:53.012345Z",
      "2026-11-28T23:47:54.000000Z",
    ]);
  });

  test.each(["", "x", '"x"', '"x.y', '".y"', '"zzzzzzzzzzzz.y"', '"-1.y"', `W/${etagOf("x", moment)}`])(
    "%s names none",
    (header) => expect(versionsIn(header)).toEqual([]),
  );
});

describe("If-None-Match", () => {
  const etag = etagOf("x", moment);
  test.each([etag, `W/${etag}`, `"a", ${etag}`, "*"])("%s is known", (header) =>
    expect(isKnown(header, etag)).toBe(true),
  );
  test.each([null, "", "a", '"a"', etag.slice(1, -1), etagOf("y", moment), `${etag.slice(0, -1)}+zip"`])(
    "%s is not",
    (header) => expect(isKnown(header, etag)).toBe(false),
  );
});
