import { listen } from "../gateway/listen.ts";
import { type Catalogue, createStripeService, type StripeOptions, type StripeService } from "./service.ts";

export type StartOptions = {
  port: number;
  webhookUrl?: string;
  webhookSecret?: string;
  dataDir?: string;
  /** default: the demo catalogue */
  catalogue?: boolean | Catalogue;
  retry?: StripeOptions["retry"];
};

export type RunningStripe = { url: string; service: StripeService; close: () => Promise<void> };

const tickMs = 30_000;
const names = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Runs the stand-in on loopback, with the demo catalogue, and sends its events to the webhook address.
 * @throws {StartError} when the port is taken or the kept state cannot be read
 */
export async function startStripe(options: StartOptions): Promise<RunningStripe> {
  const url = `http://127.0.0.1:${options.port}`;
  const service = await createStripeService({
    publicUrl: url,
    catalogue: options.catalogue ?? true,
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(options.retry ? { retry: options.retry } : {}),
    webhooks:
      options.webhookUrl && options.webhookSecret
        ? [{ url: options.webhookUrl, secret: options.webhookSecret }]
        : [],
  });
  // A page of another site that points its own name at this machine is not let in.
  const guarded = async (request: Request): Promise<Response> =>
    names.has(new URL(request.url).hostname)
      ? service.fetch(request)
      : new Response("Forbidden\n", { status: 403 });
  const listener = await listen(guarded, options.port).catch(async (error) => {
    await service.close();
    throw error;
  });
  // Renewals fall due while nobody asks for anything.
  const ticks = setInterval(() => service.clock.advance(0), tickMs);
  ticks.unref();
  return {
    url,
    service,
    close: async () => {
      clearInterval(ticks);
      await listener.close();
      await service.close();
    },
  };
}
