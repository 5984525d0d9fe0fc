import type { Result, StandfirstEngine } from './web/engine/index.js';
import type { Failure } from './web/element/element.js';
import { StandFirstElement } from './web/element/stand-first.js';

/** What properties may be set to; reading gives the attribute's text. */
type Length =
  | string
  | { words: number }
  | { sentences: number }
  | { ratio: number };

declare module './web/element/element.js' {
  interface StandFirstElement {
    get htmlFor(): string | null;
    set htmlFor(value: string | null);
    get type(): string | null;
    set type(value: string | null);
    get length(): string | null;
    set length(value: Length | number | null);
    get entities(): string | null;
    set entities(value: string | string[] | boolean | null);
    get focusWords(): string | null;
    set focusWords(value: string | string[] | null);
    get headline(): boolean;
    set headline(value: boolean);
    get models(): string | null;
    set models(value: string | URL | null);
    get worker(): string | null;
    set worker(value: 'on' | 'off' | null);
    get loading(): string | null;
    set loading(value: 'lazy' | 'eager' | null);
    get highlight(): string | null;
    set highlight(value: string | string[] | null);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stand-first': StandFirstElement;
  }

  /** They bubble: elements, documents and windows hear them. */
  interface GlobalEventHandlersEventMap {
    'standfirst-ready': CustomEvent<Pick<StandfirstEngine, 'mode' | 'version'>>;
    'standfirst-result': CustomEvent<{ result: Result; text: string }>;
    'standfirst-error': CustomEvent<{ error: Failure }>;
  }
}

export { StandFirstElement };
