import { createHmac } from "node:crypto";
import { once } from "node:events";
import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openSocket, refusedHandshake } from "./phoenix.ts";
import { inbox, joined, newTopic, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject("", { payloadBytes: 3_000_500 });
});
afterAll(() => project.stop());

const seconds = () => Math.floor(Date.now() / 1000);
const path = "/realtime/v1/websocket";

/** A token by the project's secret, of whatever content. */
function handmade(header: object, claims: object, secret = project.keys.jwtSecret): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

const hs256 = { alg: "HS256", typ: "JWT" };
const claims = () => ({ role: "authenticated", exp: seconds() + 60 });

test.each([
  ["no key", `${path}?vsn=1.0.0`, 401, "API key is missing"],
  ["a key of another project", `${path}?apikey=sb_publishable_other`, 401, "Invalid API key"],
  ["what is no token", `${path}?apikey=nonsense`, 401, "The token provided is not a valid JWT"],
  ["a protocol that does not exist", `${path}?vsn=3.0.0&apikey=KEY`, 403, "protocol version"],
  ["a path that does not exist", "/realtime/v1/nowhere?apikey=KEY", 404, ""],
  ["a service that has no sockets", "/rest/v1/websocket?apikey=KEY", 404, ""],
])("a handshake with %s is refused with an HTTP status", async (_name, where, status, text) => {
  const refused = await refusedHandshake(project, where.replace("KEY", project.keys.publishableKey));
  expect(refused.status).toBe(status);
  expect(refused.body).toContain(text);
});

test("without a version the protocol is 1.0.0", async () => {
  const ws = new WebSocket(`${project.url.replace("http", "ws")}${path}?apikey=${project.keys.anonKey}`);
  await once(ws, "open");
  ws.send(JSON.stringify({ topic: "phoenix", event: "heartbeat", payload: {}, ref: "7" }));
  const [data] = await once(ws, "message");
  expect(JSON.parse(data.toString())).toEqual({
    topic: "phoenix",
    event: "phx_reply",
    payload: { status: "ok", response: {} },
    ref: "7",
  });
  ws.close();
});

const notJwt = "MalformedJWT: The token provided is not a valid JWT";
const badSignature = "JwtSignatureError: Failed to validate JWT signature";
const badAlgorithm =
  "JwtSignerError: Failed to generate JWT signer, check your JWT secret or JWKS configuration";
const noRoleOrExp = "InvalidJWTToken: Fields `role` and `exp` are required in JWT";

test.each<[string, () => string | Promise<string>, string | RegExp]>([
  ["is no token", () => "a.b.c", notJwt],
  ["is signed by another secret", () => handmade(hs256, claims(), "another"), badSignature],
  [
    "is not signed at all",
    () => `${handmade({ alg: "none" }, claims()).split(".").slice(0, 2).join(".")}.`,
    badAlgorithm,
  ],
  ["has no role", () => handmade(hs256, { exp: seconds() + 60 }), noRoleOrExp],
  ["never ends", () => handmade(hs256, { role: "authenticated" }), noRoleOrExp],
  ["ends at a string", () => handmade(hs256, { ...claims(), exp: "9999999999" }), "Unknown Error on Channel"],
  [
    "has ended",
    () => handmade(hs256, { ...claims(), exp: seconds() - 30 }),
    /^InvalidJWTToken: Token has expired 3\d seconds ago$/,
  ],
  [
    "is signed by a key that is not ours",
    async () => {
      const { privateKey } = await generateKeyPair("ES256");
      return new SignJWT(claims()).setProtectedHeader({ alg: "ES256", kid: "theirs" }).sign(privateKey);
    },
    badAlgorithm,
  ],
])("a join whose token %s is refused", async (_name, makeToken, reason) => {
  const socket = await openSocket(project);
  const reply = await socket.join("realtime:x", { config: {}, access_token: await makeToken() });
  expect(reply.status).toBe("error");
  if (typeof reason === "string") expect(reply.response?.reason).toBe(reason);
  else expect(reply.response?.reason).toMatch(reason);
  socket.close();
});

test("a key of the project as token leaves the connection's own role", async () => {
  const socket = await openSocket(project);
  const access_token = project.keys.secretKey;
  expect(await socket.join("realtime:public", { config: {}, access_token })).toMatchObject({ status: "ok" });
  const secret = await socket.join("realtime:secret", { config: { private: true }, access_token });
  expect(secret.response?.reason).toMatch(/^Unauthorized:/);
  socket.close();
});

test("an empty topic, a foreign one and one that was not joined are refused", async () => {
  const socket = await openSocket(project);
  const reason = async (asked: Promise<{ response?: { reason?: string } }>) => (await asked).response?.reason;
  expect(await reason(socket.join("realtime:"))).toBe("TopicNameRequired: You must provide a topic name");
  expect(await reason(socket.join("elsewhere:x"))).toBe("unmatched topic");
  expect(await reason(socket.ask("realtime:x", "broadcast", { event: "e" }))).toBe("unmatched topic");
  expect(await socket.ask("realtime:x", "phx_leave")).toMatchObject({ status: "ok" });
  socket.close();
});

test("replay is refused on a public channel", async () => {
  const socket = await openSocket(project);
  const reply = await socket.join("realtime:x", { config: { broadcast: { replay: { since: 0 } } } });
  expect(reply.response?.reason).toBe("UnableToReplayMessages: Replay is not allowed for public channels");
  socket.close();
});

test("a second join of a topic closes the first, and a leave closes the second", async () => {
  const socket = await openSocket(project);
  await socket.join("realtime:twice", {}, "1");
  await socket.join("realtime:twice", {}, "2");
  const close = await socket.find(({ event }) => event === "phx_close");
  expect(close).toMatchObject({ topic: "realtime:twice", joinRef: "1", ref: "1" });
  expect(await socket.ask("realtime:twice", "phx_leave", {}, "2")).toMatchObject({ status: "ok" });
  await socket.find(({ event, joinRef }) => event === "phx_close" && joinRef === "2");
  socket.close();
});

test("the 101st channel of a connection is refused; when one is left there is room again", async () => {
  const socket = await openSocket(project);
  const joins = Array.from({ length: 100 }, (_, n) => socket.join(`realtime:many-${n}`));
  expect((await Promise.all(joins)).every(({ status }) => status === "ok")).toBe(true);
  const refused = await socket.join("realtime:one-more");
  expect(refused.response?.reason).toBe("ChannelRateLimitReached: Too many channels");
  await socket.ask("realtime:many-0", "phx_leave");
  expect(await socket.join("realtime:one-more")).toMatchObject({ status: "ok" });
  socket.close();
});

test("a payload of more than 3 MB is not passed on, and the sender learns it", async () => {
  const topic = newTopic();
  const [sender, receiver] = [project.client(), project.client()];
  const heard = inbox<{ event: string }>();
  await joined(receiver.channel(topic).on("broadcast", { event: "*" }, (message) => heard.put(message)));
  const channel = await joined(sender.channel(topic, { config: { broadcast: { ack: true } } }));
  const text = "x".repeat(3_000_600);
  expect(await channel.send({ type: "broadcast", event: "large", payload: { text } })).toBe("error");
  expect(await channel.send({ type: "broadcast", event: "fits", payload: { text: text.slice(700) } })).toBe(
    "ok",
  );
  expect((await heard.until(1)).map(({ event }) => event)).toEqual(["fits"]);
  await expect(channel.httpSend("large", { text })).rejects.toThrow();
});

test("an expired token closes the channel with upstream's words", async () => {
  const token = await project.userToken({ exp: seconds() + 2 });
  const client = project.client({ token });
  await client.realtime.setAuth();
  const told = inbox<{ status: string; message: string }>();
  const channel = client.channel(newTopic());
  await joined(channel.on("system", {}, (payload) => told.put(payload)));
  const [message] = await told.until(1);
  expect(message).toMatchObject({ status: "error", extension: "system" });
  expect(message?.message).toMatch(/^Token has expired \d seconds ago$/);
  await expect.poll(() => channel.state).toBe("closed");
});

test("a broken token as refresh closes the channel; a key or nothing changes nothing", async () => {
  const socket = await openSocket(project);
  await socket.join("realtime:x", { config: {} });
  for (const access_token of [project.keys.secretKey, null, 7]) {
    socket.send(JSON.stringify(["1", "a", "realtime:x", "access_token", { access_token }]));
  }
  socket.send(JSON.stringify(["1", "b", "realtime:x", "access_token", { access_token: "a.b.c" }]));
  const system = await socket.find(({ event }) => event === "system");
  expect(system.payload).toMatchObject({ status: "error", message: "The token provided is not a valid JWT" });
  await socket.find(({ event }) => event === "phx_close");
  socket.close();
});

test("a closing service asks its clients to come back, and leaves no slot", async () => {
  const other = await startProject();
  const { ws } = await openSocket(other);
  const closed = once(ws, "close");
  await other.service.close();
  expect((await closed)[0]).toBe(1012);
  expect(await other.sql("select slot_name from pg_replication_slots")).toEqual([]);
  await other.stop();
});
