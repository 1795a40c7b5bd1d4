import { respond } from "../respond.ts";
import { chooseRoutine } from "./call.ts";
import { type Context, getTable } from "./context.ts";

/** OPTIONS: what can be done here. */
export function describeTarget(context: Context): Response {
  const allow = allowedMethods(context).join(",");
  return respond({ status: 200, headers: { allow, "access-control-allow-origin": "*" }, body: null });
}

function allowedMethods(context: Context): string[] {
  const { target } = context.request;
  const read = ["OPTIONS", "GET", "HEAD"];
  if (target.kind === "root") return read;
  if (target.kind === "routine") {
    const { volatility } = chooseRoutine(context, target.name);
    return volatility === "volatile" ? ["OPTIONS", "POST"] : [...read, "POST"];
  }
  const table = getTable(context, target.name);
  const canPut = table.insertable && table.updatable && table.primaryKey.length > 0;
  return [
    ...read,
    ...(table.insertable ? ["POST"] : []),
    ...(canPut ? ["PUT"] : []),
    ...(table.updatable ? ["PATCH"] : []),
    ...(table.deletable ? ["DELETE"] : []),
  ];
}
