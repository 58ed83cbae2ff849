import { lazy, Suspense } from "react";
import { Dialog } from "../controls";
import { useWords } from "../services";

const Address = lazy(() => import("./Address"));

/** Asks before the page fetches anything from another site, and says how far that is. */
export function AddressDialog() {
  const words = useWords();
  return (
    <Dialog name="address" title={words.address.title} about={words.address.about}>
      <Suspense>
        <Address />
      </Suspense>
    </Dialog>
  );
}
