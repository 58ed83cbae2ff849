/** Items of a long list that are worked on before the page may paint again. */
export const ITEMS_A_BREATH = 500;
