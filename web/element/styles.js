/**
 * The element's look. Values are those of web/page's tokens; the custom
 * properties and the parts are for the page that the element stands in. It has
 * a ground of its own, so that it can be read whatever is behind it, and
 * follows the page's `color-scheme`.
 */
export const STYLES = `
[part='standfirst'] {
  --ink: var(--standfirst-ink, #16191d);
  --paper: var(--standfirst-paper, #fdfdfc);
  --rule: var(--standfirst-rule, #16191d);
  --accent: var(--standfirst-accent, #b3261e);
  color: var(--ink);
  background: var(--paper);
  border-block-start: 3px solid var(--rule);
  box-shadow: inset 0 2px var(--paper), inset 0 3px var(--rule);
  padding: 1.25rem 1rem 1rem;
  font-family: var(--standfirst-font, Charter, 'Bitstream Charter',
      'Charis SIL', 'Sitka Text', 'Noto Serif', Cambria, Georgia, serif);
  font-size-adjust: 0.48;
  overflow-wrap: break-word;
}
@supports (color: light-dark(#000, #fff)) {
  [part='standfirst'] {
    --ink: var(--standfirst-ink, light-dark(#16191d, #ebe9e4));
    --paper: var(--standfirst-paper, light-dark(#fdfdfc, #15181b));
    --rule: var(--standfirst-rule, light-dark(#16191d, #ebe9e4));
    --accent: var(--standfirst-accent, light-dark(#b3261e, #f2b8b5));
  }
}
[part='headline'] {
  margin: 0 0 0.75rem;
  font-size: clamp(1.375rem, 5.5cqi, 1.75rem);
  line-height: 1.2;
  font-weight: 700;
  letter-spacing: -0.018em;
  text-wrap: balance;
}
[part='summary'], [part='points'] {
  margin: 0;
  font-size: 1.25rem;
  line-height: 1.5;
}
[part='points'] { padding-inline-start: 1.25em; }
[part='points'] li + li { margin-block-start: 0.5rem; }
@container (max-width: 30rem) {
  [part='summary'], [part='points'] { font-size: 1.1875rem; line-height: 1.48; }
}
@media (prefers-reduced-motion: no-preference) {
  [part='standfirst'] { animation: appear 0.2s ease-out; }
}
@keyframes appear { from { opacity: 0; } }
@media print {
  [part='standfirst'] { --ink: #000; --paper: #fff; --rule: #000; }
}
`;
