import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      className="size-[1.15em] shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="8.75" cy="8.75" r="5.25" />
      <path d="m12.8 12.8 4.2 4.2" />
    </Icon>
  );
}

export function LikeIcon() {
  return (
    <Icon>
      <path d="M3 9h3v8H3zM6 9.5 9.2 3c1.5 0 2.3 1 2 2.4L10.6 8h4.6c1.2 0 2 1 1.7 2.2l-1.2 5.2A2 2 0 0 1 13.7 17H6" />
    </Icon>
  );
}

export function LoveIcon() {
  return (
    <Icon>
      <path d="M10 16.8C4.6 13 2.8 10.3 2.8 7.6A3.7 3.7 0 0 1 10 6.1a3.7 3.7 0 0 1 7.2 1.5c0 2.7-1.8 5.4-7.2 9.2z" />
    </Icon>
  );
}

export function InsightfulIcon() {
  return (
    <Icon>
      <path d="M7.5 13.8c-1.7-1-2.7-2.6-2.7-4.5a5.2 5.2 0 0 1 10.4 0c0 1.9-1 3.5-2.7 4.5v1.4h-5zM8.2 17.6h3.6" />
    </Icon>
  );
}

export function FunnyIcon() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M6.4 11.6c1 3.6 6.2 3.6 7.2 0zM7.3 7.7v.1M12.7 7.7v.1" />
    </Icon>
  );
}

export function LockIcon() {
  return (
    <Icon>
      <path d="M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9" />
    </Icon>
  );
}

export function BellIcon() {
  return (
    <Icon>
      <path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3" />
    </Icon>
  );
}
