import { startCheckout } from "#actions/billing.ts";
import type { CataloguePrice, CatalogueProduct } from "#lib/billing/schema.ts";
import { priceWords } from "#ui/billing/money.ts";
import { Form, Submit } from "#ui/form.tsx";

/** Something that is bought once. */
export function OneOff({ product, price }: { product: CatalogueProduct; price: CataloguePrice }) {
  return (
    <li className="grid gap-x-8 gap-y-4 border-b border-line py-6 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div>
        <h3 className="font-serif text-xl leading-snug font-semibold">{product.name}</h3>
        {product.description ? <p className="mt-1 text-soft">{product.description}</p> : null}
      </div>
      <Form
        id={`buy-${price.id}`}
        action={startCheckout}
        label={product.name}
        className="flex flex-wrap items-center gap-4"
      >
        <input type="hidden" name="priceId" value={price.id} />
        <span className="font-serif text-xl font-semibold tabular-nums">{priceWords(price)}</span>
        <Submit kind="plain">
          Buy <span className="sr-only">{product.name}</span>
        </Submit>
      </Form>
    </li>
  );
}
