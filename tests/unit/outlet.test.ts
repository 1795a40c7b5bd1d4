import { expect, test } from "vitest";
import { createOutlet } from "../../lib/events/outlet.ts";

// Where the server is not Node's own there is no response to write into: the body carries everything.

const bytes = (text: string) => new TextEncoder().encode(text);

function openOutlet() {
  const gone: string[] = [];
  const outlet = createOutlet(bytes("hello "), undefined, () => gone.push("gone"));
  return { outlet, gone };
}

test("what is written comes out in order, up to the end", async () => {
  const { outlet, gone } = openOutlet();
  for (const word of ["one ", "two ", "three"]) outlet.write(bytes(word));
  outlet.end();
  expect(await new Response(outlet.body).text()).toBe("hello one two three");
  expect(gone).toEqual(["gone"]);
});

test("what nobody has read is counted, and what was read is not", async () => {
  const { outlet } = openOutlet();
  outlet.write(bytes("x".repeat(1_000)));
  expect(outlet.backlog()).toBe(1_006);
  const reader = outlet.body.getReader();
  await reader.read();
  expect(outlet.backlog()).toBe(1_000);
});

test("a client that goes is noticed", async () => {
  const { outlet, gone } = openOutlet();
  await outlet.body.cancel();
  expect(gone).toEqual(["gone"]);
});

test("a client that is cut off gets nothing of what waited", async () => {
  const { outlet, gone } = openOutlet();
  outlet.write(bytes("later"));
  outlet.cut();
  await expect(new Response(outlet.body).text()).rejects.toThrow("does not read");
  expect(gone).toEqual(["gone"]);
});
