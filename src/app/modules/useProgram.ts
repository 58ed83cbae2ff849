import { useMemo } from "react";
import { useStore } from "zustand";
import { type ProgramDone, programDone, programHere, type Unreadable } from "../../workspace/interpreting";
import { useSession, useTrace, useWorkspace } from "../binding/useWorkspace";

/** The program that is written: what of it was run below the problem that is open, or why it cannot be. */
export interface ShownProgram {
  readonly done: ProgramDone | null;
  readonly unreadable: Unreadable | null;
}

export function useProgram(): ShownProgram {
  const workspace = useWorkspace();
  const trace = useTrace();
  const place = useSession((state) => state.place);
  const { source, system } = useStore(workspace.interpreting);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read of the workspace is just these
  return useMemo(() => {
    const program = programHere(workspace);
    return program.ok
      ? { done: programDone(program.value), unreadable: null }
      : { done: null, unreadable: program.error };
  }, [workspace, trace, place, source, system]);
}
