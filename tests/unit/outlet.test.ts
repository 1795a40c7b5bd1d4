import { expect, test } from "vitest";
import { createOutlet } from "../../lib/events/outlet.ts";

// Where the server is not Node's own there is no response to write into: the body carries everything.

const bytes = (text: string) => new TextEncoder().encode(text);

function openOutlet() {
  const gone: string[] = [];
  const { outlet, body } = createOutlet(bytes("hello "), undefined, () => gone.push("gone"));
  return { outlet, body, gone };
}

test("what is written comes out in order, up to the end", async () => {
  const { outlet, body, gone } = openOutlet();
  for (const word of ["one ", "two ", "three"]) outlet.write(bytes(word));
  outlet.end();
  expect(await new Response(body).text()).toBe("hello one two three");
  expect(gone).toEqual(["gone"]);
});

test("what nobody has read is counted, and what was read is not", async () => {
  const { outlet, body } = openOutlet();
  outlet.write(bytes("x".repeat(1_000)));
  expect(outlet.backlog()).toBe(1_006);
  const reader = body.getReader();
  await reader.read();
  expect(outlet.backlog()).toBe(1_000);
});

test("a client that goes is noticed", async () => {
  const { body, gone } = openOutlet();
  await body.cancel();
  expect(gone).toEqual(["gone"]);
});

test("a client that is cut off gets nothing of what waited", async () => {
  const { outlet, body, gone } = openOutlet();
  outlet.write(bytes("later"));
  outlet.cut();
  await expect(new Response(body).text()).rejects.toThrow("does not read");
  expect(gone).toEqual(["gone"]);
});
