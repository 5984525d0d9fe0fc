import { useEffect, useRef } from 'react';
import 'standfirst/element';

/**
 * <StandFirst length={{ words: 40 }} focusWords={['bridge']} onResult={…}>
 *   Shown until there is a summary.
 * </StandFirst>
 *
 * React 19 sets the element's properties; its events are listened to by hand.
 */
export function StandFirst({ onResult, onError, children, ...properties }) {
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
  return <stand-first ref={element} {...properties}>{children}</stand-first>;
}
