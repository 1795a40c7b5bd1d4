import { oncePerProcess } from "../process-state.ts";

/** What is known of a span: words and numbers about how, nothing about anybody. */
export type Facts = Record<string, string | number | boolean>;

export type SpanDescription = {
  /** low in variety: a method and a pattern, never an id */
  name: string;
  /** client: something else is asked. consumer: something is done that was asked for earlier. */
  kind: "client" | "consumer";
  facts: Facts;
  /** the `traceparent` of what asked for it, if that is not what runs */
  parent?: string;
};

/** Adds facts to a span that is under way. */
export type AddFacts = (facts: Facts) => void;

/** Where spans go. There is none unless tracing was started. */
export type Recorder = {
  record<T>(description: SpanDescription, work: (add: AddFacts) => Promise<T>): Promise<T>;
  addToRequest: AddFacts;
  apart<T>(work: () => T): T;
  /** by which lines of the log are found */
  ids(): { trace_id: string; span_id: string } | undefined;
  /** W3C `traceparent` of what is under way */
  traceparent(): string | undefined;
};

const state = oncePerProcess("spans", (): { recorder?: Recorder } => ({}));

/** The recorder of this process, if there is one. */
export const recorder = (): Recorder | undefined => state.recorder;

export function setRecorder(recorder: Recorder): void {
  state.recorder = recorder;
}

const nowhere: AddFacts = () => {};

/** Does work as a span. Without a recorder it is merely done, and not even described. */
export function span<T>(describe: () => SpanDescription, work: (add: AddFacts) => Promise<T>): Promise<T> {
  return state.recorder ? state.recorder.record(describe(), work) : work(nowhere);
}

/**
 * Begins what goes on by itself, such as a timer, outside of the trace of whoever happens to begin it: what it does is
 * not recorded. Jobs are, which are traces of their own.
 */
export const apart = <T>(work: () => T): T => (state.recorder ? state.recorder.apart(work) : work());
