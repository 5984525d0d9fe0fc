/**
 * What is loaded when it is first asked for: the pictures, the shapes that the
 * standfirst leaves the page in, what was cut and why, the sheets, the search for
 * focus words. One module, so that it is one request and what the parts share is
 * sent once.
 */
import { styles } from './later_styles.js';

export { selectInBox } from './box_place.js';
export * from './formats.js';
export { drawGraph } from './graph_view.js';
export { drawLeftOut } from './left_out_list.js';
export { showSheet } from './sheets.js';
export { drawTime } from './time_view.js';
export { isNowhere } from './nowhere.js';
export { standInForPopover } from './popover.js';
export { fold, foldAll, makeUnfolded } from './unfold.js';
export { makeWhy } from './why.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);
