import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";

/** A span as it came over the wire. */
export type ReceivedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: number;
  service: string;
  attributes: Record<string, string | number | boolean>;
};

export type Collector = {
  url: string;
  /** everything that was sent, as it was sent */
  text: () => string;
  spans: () => ReceivedSpan[];
  /** Waits for a span of this name, of a trace if one is named. */
  hears: (name: string, traceId?: string) => Promise<ReceivedSpan>;
};

/** Stands in for whoever collects traces: takes OTLP over HTTP in JSON. It ends with the test. */
export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === "/v1/traces") bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(request.url === "/v1/traces" ? 200 : 404, { "content-type": "application/json" });
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const spans = () => bodies.flatMap(spansIn);
  const hears = (name: string, traceId?: string) =>
    vi.waitUntil(
      () => spans().find((span) => span.name === name && (traceId === undefined || span.traceId === traceId)),
      { timeout: 20_000, interval: 50 },
    );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, text: () => bodies.join("\n"), spans, hears };
}

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
type Attribute = { key: string; value: Value };
type Sent = Omit<ReceivedSpan, "attributes" | "service"> & { attributes?: Attribute[] };
type Body = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Sent[] }[] }[];
};

function spansIn(body: string): ReceivedSpan[] {
  return (JSON.parse(body) as Body).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)["service.name"]);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, kind, attributes }) => {
        const parent = parentSpanId || undefined;
        return {
          traceId,
          spanId,
          parentSpanId: parent,
          name,
          kind,
          service,
          attributes: valuesOf(attributes),
        };
      }),
    );
  });
}

function valuesOf(attributes: Attribute[] = []): ReceivedSpan["attributes"] {
  const plain = ({ stringValue, intValue, doubleValue, boolValue }: Value) =>
    stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue ?? "") : Number(intValue));
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
}

/** The span that a span is below, then the one that this is below, and so on. */
export function ancestorsOf(span: ReceivedSpan, all: ReceivedSpan[]): ReceivedSpan[] {
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [parent, ...ancestorsOf(parent, all)] : [];
}
