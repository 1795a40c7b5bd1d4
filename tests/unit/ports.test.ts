import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../local/gateway/listen.ts";
import { listenForMail } from "../../local/mail/smtp.ts";
import { createMailStore } from "../../local/mail/store.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { StartError } from "../../local/start-error.ts";

test("a free port is one that no connection of the system is given, and no other caller", async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  for (const port of ports) expect(port).toBeLessThan(32_768);
});

const services = {
  "over HTTP": (port: number) => listen(async () => new Response(), port),
  "over SMTP": (port: number) => listenForMail(createMailStore({ mails: 1, bytes: 1 }), port),
};

test.each(Object.entries(services))(
  "a port that was taken in the meantime is one sentence to who serves %s",
  async (_, start) => {
    const port = await freePort();
    const quicker = createServer().listen(port, "127.0.0.1");
    await once(quicker, "listening");
    onTestFinished(() => {
      quicker.close();
    });
    await expect(start(port)).rejects.toThrow(
      new StartError(
        `Port ${port} has been taken by another program. Stop that program, or choose another port.`,
      ),
    );
  },
);
