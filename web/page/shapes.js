/**
 * The shapes of the kinds (SPEC 4), for the map and the graph.
 */
import { makeSvg } from './dom.js';

/**
 * @param {string} group
 * @param {number} x
 * @param {number} y
 * @param {number} [radius]
 */
export function makeShape(group, x, y, radius = 4) {
  const attributes = { 'class': 'm-e', 'data-group': group };
  const r = radius;
  if (group === 'place') {
    const half = r - 1;
    return makeSvg('rect', {
      ...attributes, x: x - half, y: y - half, width: 2 * half, height: 2 * half,
    });
  }
  if (group === 'org') {
    const w = r * 1.25;
    return makeSvg('path', { ...attributes, d: `M${x} ${y - w}l${w} ${w}-${w} ${w}-${w}-${w}z` });
  }
  if (group === 'group') {
    return makeSvg('path', {
      ...attributes, d: `M${x} ${y - r}l${r} ${r * 1.75}h${-2 * r}z`,
    });
  }
  return makeSvg('circle', {
    ...attributes, cx: x, cy: y, r: group === 'work' ? r - 1 : r,
  });
}
