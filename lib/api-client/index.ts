export { ApiFailure, dataOf, everyRow, type Problem } from "./answers.ts";
export { type ApiClient, type ApiClientOptions, createApiClient } from "./client.ts";
export type { components, operations, paths } from "./schema.d.ts";
