import { raterNamed } from "../../annotation";
import type { Rater } from "../../trace";
import type { View } from "./createView";

/** Who judges at this browser: by the name that the person gave, else somebody without one. */
export const raterHere = ({ view }: { readonly view: Pick<View, "getState"> }): Rater =>
  raterNamed(view.getState().raterName);
