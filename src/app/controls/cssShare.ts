/**
 * A share, 0 to 1, as a length of CSS. The percentages of words are no such length: they have a space before the sign, and
 * a browser leaves out a declaration that it cannot read.
 */
export const cssShare = (share: number): `${number}%` => `${100 * share}%`;
