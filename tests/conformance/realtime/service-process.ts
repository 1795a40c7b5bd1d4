import { createTokens } from "../../../local/keys/tokens.ts";
import { createRealtimeService } from "../../../local/realtime/service.ts";

/** A process with nothing but Realtime in it, to be killed. Takes the keys and the database's address as JSON. */
const { keys, databaseUrl } = JSON.parse(process.argv[2] ?? "{}");
await createRealtimeService({ databaseUrl, tokens: await createTokens(keys) });
process.stdout.write("ready\n");
