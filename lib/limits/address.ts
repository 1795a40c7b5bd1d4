import { BlockList, isIP, isIPv6 } from "node:net";

/** Who may say for whom they speak: addresses and subnets of proxies. */
export type TrustedProxies = { has(address: string): boolean };

/** Reads TRUSTED_PROXIES. Throws a RangeError that names what is neither an address nor a subnet. */
export function trustedProxies(list: readonly string[]): TrustedProxies {
  const block = new BlockList();
  for (const entry of list) add(block, entry);
  return { has: (address) => block.check(address, isIPv6(address) ? "ipv6" : "ipv4") };
}

function add(block: BlockList, entry: string): void {
  const [address = "", bits, ...rest] = entry.split("/");
  const family = isIP(address);
  const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
  const isWhole = /^\d{1,3}$/.test(bits ?? "0") && prefix <= (family === 6 ? 128 : 32);
  if (family === 0 || !isWhole || rest.length > 0) {
    throw new RangeError(`${entry} is neither an address nor a subnet such as 10.0.0.0/8`);
  }
  block.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
}

/**
 * The client's address: the peer's, or what the proxies in front say. X-Forwarded-For grows to the right, so it is
 * read from the right, and only as far as those who wrote it are trusted. What an untrusted peer sends changes nothing.
 * @param peer the socket's other end
 * @returns an address without port or zone; an IPv4 one is never written as IPv6
 */
export function clientAddress(peer: string, forwardedFor: string | null, proxies: TrustedProxies): string {
  let client = plain(peer) ?? "unknown";
  const hops = forwardedFor?.split(",") ?? [];
  while (client !== "unknown" && proxies.has(client)) {
    const next = plain(hops.pop() ?? "");
    if (next === null) break;
    client = next;
  }
  return client;
}

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const withPort = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/;

/** An address as it is compared; null when it is none. */
function plain(text: string): string | null {
  const trimmed = text.trim();
  const [, six, four] = withPort.exec(trimmed) ?? [];
  const bare = (six ?? four ?? trimmed).replace(/%.*$/, "");
  const address = mapped.exec(bare)?.[1] ?? bare.toLowerCase();
  return isIP(address) === 0 ? null : address;
}

/** An address where one must be given: callers of whom nobody knows from where they call share this one. */
export const spokenAddress = (address: string): string => (isIP(address) === 0 ? "0.0.0.0" : address);

/**
 * Whom an address stands for in a limit: itself, or with IPv6 its /64, which is the least that one household has and
 * the most that it takes to have a fresh address for each request.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0");
  const groups = tail === undefined ? front : [...front, ...zeros, ...back];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
