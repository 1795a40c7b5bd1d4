import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { StartError } from "../start-error.ts";

const handedOut = new Set<number>();

/**
 * A loopback port on which nobody listens, and which this process has not been given before. It lies below the range
 * from which systems give ports to connections (from 32768 up), so that none takes it before it is listened on.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (handedOut.has(port) || !(await canListenOnLoopback(port))) continue;
    handedOut.add(port);
    return port;
  }
}

/**
 * Makes sure that a port can be listened on before anything is started.
 * @param flag the command-line option that chooses another port, named in the message
 * @throws {StartError} when another program has it
 */
export async function requireFreePort(port: number, what: string, flag: string): Promise<void> {
  if (await canListenOnLoopback(port)) return;
  throw new StartError(
    `Port ${port} (${what}) is in use by another program. Stop that program, or choose another port with ${flag}.`,
  );
}

/**
 * Waits until a server that was told to listen does.
 * @throws {StartError} when another program was quicker, otherwise the server's own error
 */
export async function untilListening(server: Server, port: number): Promise<void> {
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new StartError(
      `Port ${port} has been taken by another program. Stop that program, or choose another port.`,
    );
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

const canListenOnLoopback = async (port: number): Promise<boolean> =>
  (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  const outcome = await new Promise<string>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen(port, host, () => resolve("free"));
  });
  if (outcome === "free") await new Promise((resolve) => server.close(resolve));
  return outcome !== "EADDRINUSE" && outcome !== "EACCES"; // a host without IPv6 is no reason to stop
}
