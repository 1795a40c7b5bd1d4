import { WebSocketServer } from "ws";

/** What `ws` alone can do: every message goes to everybody but its sender, as the bytes that came. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer, binary) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary });
  });
});
server.on("listening", () => {
  const { port } = server.address() as { port: number };
  process.send?.({ url: `ws://127.0.0.1:${port}/` });
});
process.on("disconnect", () => process.exit());
