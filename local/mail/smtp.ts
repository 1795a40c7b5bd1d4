import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { untilListening } from "../postgres/ports.ts";
import type { MailStore } from "./store.ts";

const maxMailBytes = 10 * 1024 * 1024;

export type SmtpListener = { close: () => Promise<void> };

/**
 * Takes mail for anybody on the loopback addresses, with any user and password or none. Nothing is ever
 * delivered further.
 */
export async function listenForMail(store: MailStore, port: number): Promise<SmtpListener> {
  const servers = [await listenOn(store, "127.0.0.1", port)];
  const second = await listenOn(store, "::1", port).catch(() => null); // a host without IPv6
  if (second) servers.push(second);
  return {
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

async function listenOn(store: MailStore, host: string, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: maxMailBytes,
    closeTimeout: 1000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anybody" }),
    onData: (stream, session, done) => {
      receive(store, stream, session).then(() => done(), done);
    },
  });
  server.on("error", () => {}); // a connection broke; the next one is served
  await untilListening(server.listen(port, host), port);
  return server;
}

async function receive(
  store: MailStore,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) {
    throw Object.assign(new Error("The mail is larger than 10 MiB"), { responseCode: 552 });
  }
  const { mailFrom, rcptTo } = session.envelope;
  await store.add(Buffer.concat(chunks), {
    from: mailFrom ? mailFrom.address : "",
    to: rcptTo.map((recipient) => recipient.address),
  });
}

function closeServer(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
