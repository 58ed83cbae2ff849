import type { Step } from "../../trace";
import { useWords } from "../binding/useWorkspace";

/** The words as the model wrote them, byte for byte. Text, never markup. */
export function RawTab({ step }: { step: Step }) {
  const words = useWords();
  if (step.raw === "") return <p className="step-aside">{words.step.noRaw}</p>;
  return <pre className="raw">{step.raw}</pre>;
}
