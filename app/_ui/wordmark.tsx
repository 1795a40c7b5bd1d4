/** The name, drawn in slab capitals that stand on a plinth. One path, so it scales and takes the text colour. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 99.4 26" className={className} role="img" aria-label="Plinth" fill="currentColor">
      <path d="M2.1 0h3.2v20h-3.2zM0 0h7.4v1.9h-7.4zM0 18.1h7.4v1.9h-7.4zM5.3 0h4.6a5.7 5.7 0 0 1 0 11.4h-4.6v-1.9h3.6a3.8 3.8 0 0 0 0-7.6h-3.6zM19.2 0h3.2v20h-3.2zM17.1 0h7.4v1.9h-7.4zM17.1 18.1h7.4v1.9h-7.4zM19.2 18.1h11v1.9h-11zM28.3 14.6h1.9v5.4h-1.9zM34.9 0h3.2v20h-3.2zM32.8 0h7.4v1.9h-7.4zM32.8 18.1h7.4v1.9h-7.4zM44.9 0h2.4v20h-2.4zM42.8 18.1h6.6v1.9h-6.6zM42.8 0h2.1v1.9h-2.1zM44.8 0h4.1l10.4 20h-4.1zM56.9 0h2.4v20h-2.4zM54.8 0h6.6v1.9h-6.6zM64 0h14.4v1.9h-14.4zM64 0h1.9v5.4h-1.9zM76.5 0h1.9v5.4h-1.9zM69.6 0h3.2v20h-3.2zM67.5 18.1h7.4v1.9h-7.4zM83.1 0h3.2v20h-3.2zM81 0h7.4v1.9h-7.4zM81 18.1h7.4v1.9h-7.4zM94.1 0h3.2v20h-3.2zM92 0h7.4v1.9h-7.4zM92 18.1h7.4v1.9h-7.4zM83.1 9.1h12v1.9h-12zM0 23.4h99.4v2.6h-99.4z" />
    </svg>
  );
}
