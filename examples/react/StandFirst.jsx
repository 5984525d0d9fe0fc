import { useEffect, useRef } from 'react';
import 'standfirst/element';

/**
 * <StandFirst length={{ words: 40 }} focusWords={['bridge']} onResult={…}>
 *   Shown until there is a summary.
 * </StandFirst>
 *
 * Lists and lengths become text: React leaves objects out of what a server renders,
 * and never sets them when it takes that over. The element's events are listened to
 * by hand. In TypeScript set `allowJs`; in Next.js's `app/` write 'use client' above.
 *
 * @param {object} properties and whatever else an element takes
 * @param {string} [properties.type]
 * @param {string | { words: number } | { sentences: number } | { ratio: number }}
 *     [properties.length]
 * @param {string | string[]} [properties.focusWords]
 * @param {boolean} [properties.headline]
 * @param {boolean | string | string[]} [properties.entities]
 * @param {string | string[]} [properties.highlight]
 * @param {string} [properties.htmlFor] which article, as a selector
 * @param {'lazy' | 'eager'} [properties.loading]
 * @param {string} [properties.className]
 * @param {(result: import('standfirst').Result) => void} [properties.onResult]
 * @param {(error: { code: string, message: string, hint: string }) => void}
 *     [properties.onError]
 * @param {import('react').ReactNode} [properties.children]
 */
export function StandFirst({
  onResult, onError, children, length, focusWords, entities, highlight, htmlFor,
  ...properties
}) {
  const element = useRef(null);
  useEffect(() => {
    const { current } = element;
    const result = (event) => onResult?.(event.detail.result);
    const error = (event) => onError?.(event.detail.error);
    current.addEventListener('standfirst-result', result);
    current.addEventListener('standfirst-error', error);
    return () => {
      current.removeEventListener('standfirst-result', result);
      current.removeEventListener('standfirst-error', error);
    };
  }, [onResult, onError]);
  return <stand-first ref={element} {...properties} {...{
    'for': htmlFor,
    'length': lengthOf(length),
    // In small letters React would put it in the place of the method `focus()`.
    'FOCUS': listOf(focusWords),
    'entities': listOf(entities),
    'highlight': listOf(highlight),
  }}>{children}</stand-first>;
}

/** { words: 40 } as "40 words". */
function lengthOf(length) {
  if (typeof length !== 'object' || length === null) return length;
  const [[unit, amount]] = Object.entries(length);
  return unit === 'ratio' ? `${100 * amount}%` : `${amount} ${unit}`;
}

/** ['a', 'b'] as "a, b"; an empty list asks for nothing. */
function listOf(value) {
  return Array.isArray(value) ? value.join(', ') || undefined : value;
}
