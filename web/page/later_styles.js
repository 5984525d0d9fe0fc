/**
 * The styles of what later.js draws, as text: a sheet made by script, which the
 * page's policy allows in one file as well. The build puts the text in here.
 */
export const styles = await fetch(new URL('./styles/later.css', import.meta.url))
    .then((response) => response.text());
