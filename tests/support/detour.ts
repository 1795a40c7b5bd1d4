import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** How something behaves that is not well: it says so, or it takes what comes and never answers. */
export type Fault = "away" | "hanging";

/** Stands in front of Supabase: everything goes through, but for what is below a path that has a fault. */
export async function detourToSupabase(target: string) {
  const faults = new Map<string, Fault>();
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const fault = [...faults].find(([prefix]) => incoming.url?.startsWith(prefix))?.[1];
    if (fault === "hanging") return;
    if (fault === "away") return void outgoing.writeHead(503).end("away");
    const { url: path, method, headers } = incoming;
    const passed = request({ hostname, port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults };
}

/** Stands in front of Postgres. */
export async function detourToPostgres(target: string) {
  const url = new URL(target);
  const [host, port] = [url.hostname, Number(url.port)];
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createTcpServer((incoming) => {
    keep(incoming);
    if (fault === "away") return void incoming.destroy();
    if (fault === "hanging") return;
    const outgoing = keep(connect(port, host));
    incoming.pipe(outgoing).pipe(incoming);
    outgoing.on("close", () => incoming.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    /** From now on; connections that are there are cut, or their bytes are taken and kept. */
    fail: (how: Fault | null) => {
      fault = how;
      if (how === "hanging") for (const socket of sockets) socket.unpipe().pause();
      else cut();
    },
  };
}
