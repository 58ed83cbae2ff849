import { Dialog } from "../controls";
import { Address } from "./Address";
import { useLogWords } from "./useLogWords";

/** Asks before the page fetches anything from another site, and says how far that is. */
export default function AddressDialog() {
  const words = useLogWords();
  return (
    <Dialog name="address" title={words.address.title} about={words.address.about}>
      <Address />
    </Dialog>
  );
}
