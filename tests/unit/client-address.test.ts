import { expect, test } from "vitest";
import { clientAddress, networkOf, trustedProxies } from "../../lib/limits/address.ts";

const proxies = trustedProxies(["10.0.0.0/8", "2001:db8::/32", "192.0.2.1"]);
const client = (peer: string, forwarded: string | null = null) => clientAddress(peer, forwarded, proxies);

test.each([
  ["a peer without proxies is the client", "203.0.113.9", null, "203.0.113.9"],
  ["what an untrusted peer says of itself changes nothing", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a trusted proxy is believed", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["what the client put in front is not", "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  [
    "several proxies are walked through",
    "10.1.2.3",
    "1.1.1.1, 198.51.100.1, 192.0.2.1, 10.9.9.9",
    "198.51.100.1",
  ],
  ["nothing but proxies: the one furthest out", "10.1.2.3", "10.0.0.7, 10.0.0.8", "10.0.0.7"],
  ["a proxy that says nothing is the client", "10.1.2.3", null, "10.1.2.3"],
  ["an unreadable hop ends the walk", "10.1.2.3", "198.51.100.1, nonsense", "10.1.2.3"],
  ["an empty hop ends the walk", "10.1.2.3", "198.51.100.1, ", "10.1.2.3"],
  ["ports are left out", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
  ["brackets and ports of IPv6 are left out", "10.1.2.3", "[2001:DB9::1]:443", "2001:db9::1"],
  ["IPv4 in IPv6 is IPv4", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["a zone is left out", "fe80::1%eth0", null, "fe80::1"],
  ["IPv6 proxies are trusted, too", "2001:db8::5", "198.51.100.1", "198.51.100.1"],
  ["no peer at all", "", "198.51.100.1", "unknown"],
])("%s", (_, peer, forwarded, expected) => {
  expect(client(peer, forwarded)).toBe(expected);
});

test.each(["10.0.0.0/33", "10.0.0", "::/129", "localhost", "10.0.0.0/8/8", "10.0.0.0/-1", "10.0.0.0/"])(
  "%s is no proxy",
  (entry) => expect(() => trustedProxies([entry])).toThrow(RangeError),
);

test.each([
  ["198.51.100.1", "198.51.100.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s is counted as %s", (address, network) => expect(networkOf(address)).toBe(network));
