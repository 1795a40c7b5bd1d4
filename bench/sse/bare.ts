/**
 * The least that a server of events can do: it keeps the responses and writes each event to all of them. No resume, no
 * rights, no caps, no database. Started by sse.ts.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const open = new Set<ServerResponse>();
let count = 0;

const server = createServer((request, response) => {
  if (request.method === "POST") {
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const frame = Buffer.from(`id: ${++count}\nevent: test.happened\ndata: ${body}\n\n`);
      for (const one of open) one.write(frame);
      response.end();
    });
    return;
  }
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  response.write("retry: 2000\n\n");
  open.add(response);
  response.on("close", () => open.delete(response));
});

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
