import { Dialog } from "../controls";
import { Report } from "./Report";
import { useLogWords } from "./useLogWords";

/** What became of the run that is open, of all it held. */
export default function ReportDialog() {
  const words = useLogWords();
  return (
    <Dialog name="report" title={words.reportTitle} about={words.reportAbout} wide>
      <Report />
    </Dialog>
  );
}
