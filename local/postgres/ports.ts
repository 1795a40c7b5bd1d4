import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { StartError } from "../start-error.ts";

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Makes sure that a port can be listened on before anything is started.
 * @param flag the command-line option that chooses another port, named in the message
 * @throws {StartError} when another program has it
 */
export async function requireFreePort(port: number, what: string, flag: string): Promise<void> {
  for (const host of ["127.0.0.1", "::1"]) {
    if (!(await canListen(port, host))) {
      throw new StartError(
        `Port ${port} (${what}) is in use by another program. Stop that program, or choose another port with ${flag}.`,
      );
    }
  }
}

/**
 * Makes sure that no port is asked for twice and that each one exists.
 * @param ports by what listens there, as a person calls it
 * @throws {StartError} naming the port, who wants it and where it is chosen
 */
export function requireDistinctPorts(ports: Record<string, number>): void {
  const takers = new Map<number, string>();
  for (const [what, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new StartError(`${port} is no port for ${what}: they go from 1 to 65535. ${remedy}`);
    }
    const other = takers.get(port);
    if (other) throw new StartError(`Port ${port} is asked for twice, by ${other} and ${what}. ${remedy}`);
    takers.set(port, what);
  }
}

const remedy =
  "Choose others with --port, --db-port and --app-port, or in supabase/config.toml (mailbox + 1 is SMTP, API + 5 Stripe).";

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  const outcome = await new Promise<string>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen(port, host, () => resolve("free"));
  });
  if (outcome === "free") await new Promise((resolve) => server.close(resolve));
  return outcome !== "EADDRINUSE" && outcome !== "EACCES"; // a host without IPv6 is no reason to stop
}
