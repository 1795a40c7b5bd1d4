/** What a handler costs that knows its answer and asks nobody. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
