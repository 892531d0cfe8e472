/* Codes of the characters that mean something in JSON. Single constants, because the bundler writes their numbers where they are used. */

export const tab = 9;
export const lineFeed = 10;
export const carriageReturn = 13;
export const space = 32;
export const quote = 34;
export const comma = 44;
export const slash = 47;
export const colon = 58;
export const openBracket = 91;
export const backslash = 92;
export const closeBracket = 93;
export const openBrace = 123;
export const closeBrace = 125;
export const byteOrderMark = 65279;
/** Stands for a character where there is none any more. */
export const endOfText = -1;
