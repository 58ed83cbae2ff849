import { createStore } from "zustand/vanilla";

/** A picture that was dropped or pasted anywhere and waits in the problem dialog for its question. */
export const given = createStore<{ readonly file: File | null }>(() => ({ file: null }));
