import { startCheckout } from "#actions/billing.ts";
import type { CataloguePrice, CatalogueProduct } from "#lib/billing/schema.ts";
import { byInterval, intervalWords, moneyWords, savedPercent } from "#ui/billing/money.ts";
import { Form, Submit } from "#ui/form.tsx";

type PlanChooserProps = {
  product: CatalogueProduct;
  /** a price that was chosen before, to be found again after signing in */
  chosen: string | undefined;
  /** where to lead back to once it is paid */
  next: string | undefined;
};

/** A membership that can be bought: how often to pay, and the button. A plain form without JavaScript. */
export function PlanChooser({ product, chosen, next }: PlanChooserProps) {
  const prices = byInterval(product.prices);
  const [shortest] = prices;
  if (shortest === undefined) return null;
  const first = prices.find(({ id }) => id === chosen) ?? shortest;
  return (
    <Form id={`plan-${product.id}`} action={startCheckout} label={product.name} className="grid gap-6">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <fieldset>
        <legend className="mb-3 text-[0.9375rem] font-medium">How would you like to pay?</legend>
        <div className="grid gap-3 sm:auto-cols-fr sm:grid-flow-col">
          {prices.map((price) => (
            <PriceOption
              key={price.id}
              price={price}
              checked={price.id === first.id}
              saved={savedPercent(price, shortest)}
            />
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Submit>Become a member</Submit>
        <p className="text-sm text-faint">You pay on Stripe’s page. Cancel whenever you like.</p>
      </div>
    </Form>
  );
}

type PriceOptionProps = { price: CataloguePrice; checked: boolean; saved: number };

function PriceOption({ price, checked, saved }: PriceOptionProps) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-[3px] border border-edge bg-raised p-4 hover:border-ink has-checked:border-patina has-checked:bg-patina-wash has-checked:shadow-[inset_0_0_0_1px_var(--patina)] has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-patina">
      <input
        type="radio"
        name="priceId"
        value={price.id}
        defaultChecked={checked}
        className="mt-2 size-4 accent-patina outline-none"
      />
      <span>
        <span className="font-serif text-2xl leading-tight font-semibold tabular-nums">
          {moneyWords({ amount: price.unitAmount, currency: price.currency })}
        </span>{" "}
        <span className="whitespace-nowrap text-soft">{intervalWords(price)}</span>
        {saved > 0 ? <span className="mt-1 block text-sm text-patina-strong">{saved}% less</span> : null}
      </span>
    </label>
  );
}
