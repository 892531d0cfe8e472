/** https on loopback before a server that speaks http: what passes on tokens to a cloud asks for it. */
import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { loadSources } from "../loadSources.mjs";

/**
 * @returns {Promise<{ origin: string, ca: string, lead: (url: string) => void, stop: () => Promise<void> }>} `ca` (PEM) is
 *   the authority to trust, `lead` says where everything goes
 */
export async function openSecureFront() {
  const { makeServerIdentity } = await loadSources("certificate", `export * from "./src/sandbox/tls/certificate";`);
  const { ca, cert, key } = makeServerIdentity(Date.now());
  const open = new Set();
  let target = 0;
  const server = tls.createServer({ key, cert }, (client) => {
    const behind = net.connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ]) {
      open.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy()).on("close", () => open.delete(socket));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `https://localhost:${server.address().port}`,
    ca,
    lead: (url) => (target = Number(new URL(url).port)),
    stop: async () => {
      open.forEach((socket) => socket.destroy());
      server.close();
      await once(server, "close");
    },
  };
}
