import { createGateway } from "../../local/gateway/gateway.ts";
import { listen } from "../../local/gateway/listen.ts";
import { createUpgrades } from "../../local/gateway/upgrade.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { createTokens } from "../../local/keys/tokens.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { startPostgres } from "../../local/postgres/postgres.ts";
import { createRealtimeService } from "../../local/realtime/service.ts";

/** Realtime behind the gateway, as the stack has it, without the rest of the stack. */
const postgres = await startPostgres();
const keys = await createProjectKeys(false);
const tokens = await createTokens(keys);
const service = await createRealtimeService({ databaseUrl: postgres.url("supabase_admin"), tokens });
const routes = { "/realtime/v1": service };
const port = await freePort();
const listener = await listen(createGateway(keys, routes), port, createUpgrades(keys, routes));
const path = `realtime/v1/websocket?apikey=${keys.publishableKey}&vsn=2.0.0`;
process.send?.({ url: `ws://127.0.0.1:${port}/${path}` });
process.on("disconnect", async () => {
  await service.close();
  await listener.close();
  await postgres.stop();
  process.exit();
});
