import type { QueryClient } from "@tanstack/react-query";
import type { Documents } from "../documents";
import type { Services } from "../ports/ports";
import type { View } from ".";

/** All that a command may touch: what the app was handed, what is seen, what is loaded, what is open. */
export interface Desk {
  readonly services: Services;
  readonly view: View;
  readonly queries: QueryClient;
  readonly documents: Documents;
}
