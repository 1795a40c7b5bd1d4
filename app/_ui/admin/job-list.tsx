import { deleteJob, retryJob } from "#actions/admin.ts";
import type { JobState, JobView } from "#lib/jobs/schema.ts";
import { Fact, Failure } from "#ui/admin/facts.tsx";
import { Tag, type Tone } from "#ui/billing/tag.tsx";
import { Ago, MomentOf } from "#ui/dates.tsx";
import { Disclosure } from "#ui/disclosure.tsx";
import { Form, Submit } from "#ui/form.tsx";

const tones: Record<JobState, Tone> = { waiting: "plain", running: "good", failed: "bad", dead: "bad" };

/** What is in the queue of background work, newest first. */
export function JobList({ jobs }: { jobs: readonly JobView[] }) {
  return (
    <ol className="border-t border-line">
      {jobs.map((job) => (
        <li key={job.id} className="border-b border-line py-5">
          <JobItem job={job} />
        </li>
      ))}
    </ol>
  );
}

function JobItem({ job }: { job: JobView }) {
  return (
    <article
      aria-label={`${job.task} ${job.id}`}
      className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-mono text-[0.9375rem] font-semibold">
          {job.task}
          <Tag tone={tones[job.state]}>
            <span className="font-sans">{job.state}</span>
          </Tag>
        </h2>
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
          <Fact name="Job" mono>
            {job.id}
          </Fact>
          <Fact name="Tries">
            {job.attempts} of {job.maxAttempts}
          </Fact>
          <Fact name="Enqueued">
            <Ago iso={job.createdAt} />
          </Fact>
          {job.state === "waiting" || job.state === "failed" ? (
            <Fact name="Next try">
              <MomentOf iso={job.runAt} />
            </Fact>
          ) : null}
        </dl>
        <Failure words={job.lastError} />
      </div>
      {job.state === "running" ? null : <Tools id={job.id} />}
    </article>
  );
}

function Tools({ id }: { id: string }) {
  return (
    <div className="flex flex-wrap content-start items-center gap-x-5 gap-y-2 md:max-w-64 md:justify-end">
      <Form id={`retry-${id}`} action={retryJob} label={`Retry job ${id}`} className="grid gap-2">
        <input type="hidden" name="id" value={id} />
        <Submit kind="plain">Retry</Submit>
      </Form>
      <Disclosure ask="Delete" question="Take this job out of the queue? What it was to do is not done.">
        <Form id={`delete-${id}`} action={deleteJob} label={`Delete job ${id}`} className="grid gap-2">
          <input type="hidden" name="id" value={id} />
          <Submit kind="danger" className="button justify-self-start">
            Delete the job
          </Submit>
        </Form>
      </Disclosure>
    </div>
  );
}
