/** The release that this script is of; a test holds it against package.json. */
export const VERSION = '0.1.0';
