import { Dialog } from "../controls";
import { Records } from "./Records";
import { useLogWords } from "./useLogWords";

/** Which run of a log to open, or how far reading it has come. */
export default function RecordsDialog() {
  const words = useLogWords();
  return (
    <Dialog name="records" title={words.title} about={words.about} wide>
      <Records />
    </Dialog>
  );
}
