import type { ReactNode } from "react";

type PageFrameProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  width?: "form" | "text" | "wide";
};

const widths = { form: "max-w-md", text: "max-w-2xl", wide: "max-w-5xl" };

/** The common shape of the plainer pages: a heading, a sentence under it, and what the page is for. */
export function PageFrame({ title, lead, children, width = "text" }: PageFrameProps) {
  return (
    <div className={`mx-auto px-4 pt-10 sm:px-6 sm:pt-16 ${widths[width]}`}>
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight sm:text-4xl">{title}</h1>
      {lead ? <div className="mt-3 text-soft">{lead}</div> : null}
      <div className="mt-8">{children}</div>
    </div>
  );
}

/** What stands where a list would be, when it is empty. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="border-t border-line py-10 font-serif text-lg text-soft italic">{children}</p>;
}
