import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { noteResponses } from "../../lib/events/node-response.ts";
import { inOnePiece, WholeResponse } from "../../lib/http/whole.ts";

beforeAll(noteResponses);

/** What comes over the wire from a server that answers in some way, piece by piece. */
async function pieces(answer: (outgoing: ServerResponse) => void, method = "GET"): Promise<string[]> {
  const server = createServer((_request, outgoing) => answer(outgoing)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const received: string[] = [];
  socket.setEncoding("utf8").on("data", (chunk) => received.push(String(chunk)));
  socket.write(`${method} / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`);
  await once(socket, "close");
  server.close();
  return received;
}

const answer = () => new WholeResponse('{"name":"Zoë"}', { headers: { "Content-Type": "application/json" } });

test("head and text go out in one packet, with the length in bytes", async () => {
  const received = await pieces((outgoing) => {
    expect(inOnePiece(answer()).body).toBeNull();
    outgoing.end(); // as Next.js does for what has no body
  });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatch(/^content-length: 15\r$/im);
  expect(received[0]).not.toMatch(/^transfer-encoding/im);
  expect(received[0]).toMatch(/\r\n\r\n\{"name":"Zoë"\}$/);
});

test("to HEAD the length is said and nothing else", async () => {
  const [received] = await pieces((outgoing) => {
    inOnePiece(answer());
    outgoing.end();
  }, "HEAD");
  expect(received).toMatch(/^content-length: 15\r\n(.+\r\n)*\r\n$/im);
});

test("what is sent in its place after all is not said to be as long", async () => {
  const received = await pieces((outgoing) => {
    inOnePiece(answer());
    outgoing.statusCode = 500;
    outgoing.end("failed");
  });
  expect(received.join("")).toMatch(/^HTTP\/1\.1 500 /);
  expect(received.join("")).not.toMatch(/^content-length/im);
  expect(received.join("")).toContain("failed");
});

test("without a response of Node's, or after its head, the text is a body", async () => {
  expect(await inOnePiece(answer()).json()).toEqual({ name: "Zoë" });
  const received = await pieces(async (outgoing) => {
    outgoing.flushHeaders();
    outgoing.end(await textOf(inOnePiece(answer()).body!));
  });
  expect(received.join("")).toContain('{"name":"Zoë"}');
});

test("a stream is left as it is", async () => {
  const stream = new Response("as it comes");
  expect(inOnePiece(stream)).toBe(stream);
});
