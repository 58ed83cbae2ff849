import { useState } from "react";
import { useStore } from "zustand";
import { breathe } from "../../base";
import type { ProgramLanguage } from "../../workspace/ports";
import { allowPrograms, mayRunPrograms, writeProgram } from "../../workspace/programs";
import { useLanguage, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { PROGRAM_WORDS } from "../words/programs";
import { ProgramFields } from "./ProgramFields";
import { ProgramTerms } from "./ProgramTerms";
import { STARTS } from "./starts";

/** A program by hand after the current step. */
export function ProgramDialog() {
  const words = PROGRAM_WORDS[useLanguage()];
  const isOpen = useView(({ dialog }) => dialog === "program");
  return (
    <Dialog name="program" title={words.write} about={words.writeAbout} wide>
      {isOpen ? <Written /> : null}
    </Dialog>
  );
}

function Written() {
  const workspace = useWorkspace();
  const words = PROGRAM_WORDS[useLanguage()];
  const isRunning = useStore(workspace.programs, ({ running }) => running !== null);
  // Whoever has begun in one goes on in it: its interpreter stands open, with all that was set.
  const [language, setLanguage] = useState<ProgramLanguage>(
    () => workspace.programs.getState().kernel?.language ?? "javascript",
  );
  // What was written in one language is still there after a look at another.
  const [sources, setSources] = useState(STARTS);
  const source = sources[language];
  const isAllowed = mayRunPrograms(workspace);
  const [isSent, setSent] = useState(false);
  const run = async (): Promise<void> => {
    setSent(true);
    // The press, the new step and the closing dialog each cost a layout of the page: in one task they would hold it up.
    await breathe();
    allowPrograms(workspace);
    void writeProgram(workspace, source, language);
    await breathe();
    workspace.view.setState({ dialog: null });
  };
  const isReady = source.trim() !== "" && !isRunning && !isSent;
  return (
    <form
      className="program-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void run();
      }}
    >
      <ProgramFields
        words={words}
        source={source}
        language={language}
        onSource={(written) => setSources({ ...sources, [language]: written })}
        onLanguage={setLanguage}
      />
      {isAllowed ? null : (
        <section className="program-consent">
          <ProgramTerms words={words} />
        </section>
      )}
      <div className="program-row">
        <Button type="submit" tone="human" disabled={!isReady}>
          {isAllowed ? words.writeAndRun : words.allowAndRun}
        </Button>
      </div>
    </form>
  );
}
