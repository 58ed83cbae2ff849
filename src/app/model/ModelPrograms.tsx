import { useStore } from "zustand";
import { allowPrograms } from "../../workspace/programs";
import { useLanguage, useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { PROGRAM_WORDS } from "../words/programs";

/** Whether the programs that the model writes in the open trace are run: on the person's word, which is asked for here. */
export function ModelPrograms() {
  const workspace = useWorkspace();
  const words = PROGRAM_WORDS[useLanguage()];
  const trace = useTrace();
  const isAllowed = useStore(workspace.programs, ({ allowed }) => trace !== null && allowed.has(trace.id));
  return (
    <section aria-label={words.ofModel.title}>
      <p className="step-aside" role="status">
        {isAllowed ? words.ofModel.on : words.ofModel.off}
      </p>
      {isAllowed ? null : (
        <>
          <p className="step-aside">
            {words.mayNotTitle}: {words.mayNot.join(" · ")}
          </p>
          <Button onClick={() => allowPrograms(workspace)}>{words.ofModel.allow}</Button>
        </>
      )}
    </section>
  );
}
