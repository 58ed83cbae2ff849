import { ArrowRight, CircleDashed, Quote, SquareDashed } from "lucide-react";
import { lineTo } from "../../../trace";
import { type CommandId, keyOf, runCommand } from "../../../workspace/commands";
import { useSession, useView, useWords, useWorkspace } from "../../binding/useWorkspace";
import { hinted } from "../../controls";
import { useJudgeWords } from "./useJudgeWords";

const PARTS = [
  { part: "words", command: "judgeWords", Icon: Quote },
  { part: "region", command: "judgeRegion", Icon: SquareDashed },
  { part: "cause", command: "judgeLink", Icon: ArrowRight },
  { part: "missing", command: "judgeMissing", Icon: CircleDashed },
] as const satisfies readonly { readonly part: string; readonly command: CommandId; readonly Icon: unknown }[];

/** What a judgement can be about beside the step as a whole. */
export function PartButtons({ disabled }: { disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const own = useJudgeWords();
  const active = useView(({ tool, linking, missing }) => ({
    words: false,
    region: tool === "region",
    cause: linking !== null,
    missing,
  }));
  return (
    <>
      <fieldset className="judge-marks" aria-label={own.judgePart}>
        {PARTS.map(({ part, command, Icon }) => (
          <button
            key={part}
            type="button"
            className="judge-toggle judge-part"
            aria-pressed={active[part]}
            disabled={disabled}
            onClick={() => runCommand(workspace, command)}
            {...hinted(part === "words" ? own.wordsHelp : words.commands[command], keyOf(command), "top")}
          >
            <Icon size={14} aria-hidden="true" />
            {own[part]}
          </button>
        ))}
      </fieldset>
      <Linking />
    </>
  );
}

/** One end of a link is chosen: what to do for the other. */
function Linking() {
  const words = useJudgeWords();
  const linking = useView((state) => state.linking);
  const place = useSession(({ log }) => (log && linking !== null ? lineTo(log.trace, linking).length : 0));
  if (place === 0) return null;
  return (
    <p className="judge-linking" role="status">
      {words.linkFrom(place)}
    </p>
  );
}
