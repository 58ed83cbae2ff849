import { createStore, type StoreApi } from "zustand/vanilla";
import type { Action } from "../../action";
import type { StepId } from "../../trace";

/** How an action would lie if its words were read another way, while a person considers it. */
export interface Preview {
  readonly step: StepId;
  readonly action: Action;
  /** Beside the outline. */
  readonly words: string;
}

/** Of the moment: what is pointed at in the lens. */
export const preview: StoreApi<Preview | null> = createStore<Preview | null>(() => null);
