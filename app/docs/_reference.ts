import { cache } from "react";
import { env } from "#lib/env.ts";
import { type Part, referenceOf } from "#lib/openapi/reference/reference.ts";
import { apiDocument } from "../_api-document.ts";

/** The API's parts with their operations, as the pages of the documentation show them. */
export const reference = cache(async (): Promise<Part[]> => referenceOf(await apiDocument()));

/** Where this API is reached: for examples that can be pasted. */
export const apiUrl = (): string => env().SITE_URL;
