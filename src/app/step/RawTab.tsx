import type { Step } from "../../trace";
import { useWords } from "../binding/useWorkspace";
import { CopyButton } from "./CopyButton";
import { StepWords } from "./StepWords";

/** The words as the model wrote them, byte for byte. Text, never markup. */
export function RawTab({ step }: { step: Step }) {
  const words = useWords();
  if (step.raw === "") return <p className="step-aside">{words.step.noRaw}</p>;
  return (
    <>
      <CopyButton text={step.raw} />
      <StepWords step={step} of="raw" text={step.raw} className="raw" />
    </>
  );
}
