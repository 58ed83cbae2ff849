/** "87 %": whole, and never 100 where one was wrong. */
export const percent = (share: number): string => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
