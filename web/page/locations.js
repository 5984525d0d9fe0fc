/**
 * Where the page's files lie that are loaded only when they are needed. The
 * build puts a module of the same exports in this one's place.
 */
const libraries = new URL('../../build/libraries/', import.meta.url);

/** pdf.js. @returns {Promise<any>} */
export const importPdf = () => import(new URL('pdf.js', libraries).href);

/** Its worker's module. */
export const pdfWorker = new URL('pdf_worker.js', libraries);

/** Mammoth, which reads Word files. @returns {Promise<any>} */
export const importMammoth = () => import(new URL('mammoth.js', libraries).href);

/** The sources run without one. @type {URL | null} */
export const serviceWorker = null;
