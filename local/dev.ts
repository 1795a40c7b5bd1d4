import { runApp } from "./app/run-app.ts";

await runApp("dev");
