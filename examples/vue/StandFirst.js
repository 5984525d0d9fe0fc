import { defineComponent, h } from 'vue';
import 'standfirst/element';

/**
 * <StandFirst :length="{ words: 40 }" :focus-words="['bridge']" @result="…">
 *   Shown until there is a summary.
 * </StandFirst>
 *
 * In templates of your own, tell Vue's compiler about the element:
 * compilerOptions.isCustomElement: (tag) => tag === 'stand-first'.
 */
export const StandFirst = defineComponent({
  props: {
    type: String,
    length: [String, Object],
    focusWords: Array,
    headline: Boolean,
    entities: [Boolean, Array],
  },
  emits: ['result', 'error'],
  setup(props, { slots, emit }) {
    return () => h('stand-first', {
      '.type': props.type,
      '.length': props.length,
      '.focusWords': props.focusWords,
      '.headline': props.headline,
      '.entities': props.entities,
      'onStandfirst-result': (event) => emit('result', event.detail.result),
      'onStandfirst-error': (event) => emit('error', event.detail.error),
    }, slots.default?.());
  },
});
