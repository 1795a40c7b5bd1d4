import { replayStripeEvent } from "#actions/admin.ts";
import type { StripeEventState, StripeEventView } from "#lib/billing/schema.ts";
import { Fact, Failure } from "#ui/admin/facts.tsx";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { Ago } from "#ui/dates.tsx";
import { Form, Submit } from "#ui/form.tsx";

const tones: Record<StripeEventState, Tone> = {
  pending: "plain",
  processed: "good",
  ignored: "plain",
  failed: "bad",
  dead: "bad",
};

/** What Stripe has sent, newest first, and what became of it. */
export function EventList({ events }: { events: readonly StripeEventView[] }) {
  return (
    <ol className="border-t border-line">
      {events.map((event) => (
        <li key={event.id} className="border-b border-line py-5">
          <EventItem event={event} />
        </li>
      ))}
    </ol>
  );
}

function EventItem({ event }: { event: StripeEventView }) {
  return (
    <article
      aria-label={`${event.type} ${event.id}`}
      className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-mono text-[0.9375rem] font-semibold">
          {event.type}
          <Tag tone={tones[event.state]}>
            <span className="font-sans">{event.state}</span>
          </Tag>
        </h2>
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
          <Fact name="Received">
            <Ago iso={event.receivedAt} />
          </Fact>
          {event.attempts > 0 ? <Fact name="Failed tries">{event.attempts}</Fact> : null}
          <Fact name="Event" mono>
            {event.id}
          </Fact>
          {event.objectId ? (
            <Fact name="Object" mono>
              {event.objectId}
            </Fact>
          ) : null}
        </dl>
        <Failure words={event.lastError} />
      </div>
      {event.state === "ignored" ? null : <Replay id={event.id} />}
    </article>
  );
}

/** Applying an event twice changes nothing, so this asks no question. */
function Replay({ id }: { id: string }) {
  return (
    <Form
      id={`replay-${id}`}
      action={replayStripeEvent}
      label={`Replay ${id}`}
      className="grid content-start gap-2"
    >
      <input type="hidden" name="id" value={id} />
      <Submit kind="plain" className="button justify-self-start">
        Replay
      </Submit>
    </Form>
  );
}
