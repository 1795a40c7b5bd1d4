/** A refusal as Stripe words it: `type` decides the class of the error in the client libraries. */
export class StripeError extends Error {
  override readonly name = "StripeError";
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export type ErrorBody = {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: object;
  doc_url?: string;
};

const docs = "https://docs.stripe.com/error-codes#";

/** A request that cannot be: 400, with the parameter it is about. */
export function invalid(message: string, param?: string, code?: string): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    message,
    ...(code ? { code, doc_url: docs + code.replaceAll("_", "-") } : {}),
    ...(param ? { param } : {}),
  });
}

/** An object that does not exist: 404 in the address, 400 as a parameter. */
export function missing(noun: string, id: string, param = "id"): StripeError {
  return new StripeError(param === "id" ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    doc_url: `${docs}resource-missing`,
    message: `No such ${noun}: '${id.slice(0, 100)}'`,
    param,
  });
}

/** A payment that did not go through: 402, `card_error`. */
export function declined(
  failure: { code: string; decline_code?: string; message: string },
  more: object,
): StripeError {
  return new StripeError(402, {
    type: "card_error",
    ...failure,
    doc_url: docs + failure.code.replaceAll("_", "-"),
    ...more,
  });
}
