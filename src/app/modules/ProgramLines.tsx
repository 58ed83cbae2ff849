import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine, RotateCcw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { ImageId } from "../../action";
import { type Call, printValue, type Value } from "../../interpreter";
import { levelWithin } from "../../pixels";
import type { StepId } from "../../trace";
import { type CallDone, mayRunModules, type ProgramDone, runModules } from "../../workspace/interpreting";
import { bitmapQuery } from "../../workspace/queries";
import { useReadOnly, useSession, useTrace, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import type { ModuleWords } from "../words/modules";

/** Each call with what came of it; from any of them the program can be run again. */
export function ProgramLines({ done, words }: { done: ProgramDone; words: ModuleWords }) {
  const workspace = useWorkspace();
  const readOnly = useReadOnly();
  const current = useSession(({ place }) => place.step);
  const running = useStore(workspace.interpreting, (state) => state.running);
  const isBusy = readOnly || !mayRunModules(workspace);
  const rows: readonly (CallDone | { readonly call: Call })[] = [...done.done, ...done.rest.map((call) => ({ call }))];
  return (
    <ol className="modules-lines" aria-label={words.lines}>
      {rows.map((row) => {
        const { call } = row;
        const isAtWork = running?.line === call.line && !("step" in row);
        return (
          <li
            key={`${call.line} ${call.source}`}
            aria-current={"step" in row && isOf(row, current) ? "step" : undefined}
          >
            <div className="modules-line">
              <span className="modules-number" aria-hidden="true">
                {call.line}
              </span>
              <code className="modules-call">{call.source}</code>
              <IconButton
                label={words.runTo(call.line)}
                icon={<ArrowDownToLine size={14} />}
                disabled={isBusy}
                onClick={() => void runModules(workspace, { to: call.line })}
              />
              <IconButton
                label={words.runFrom(call.line)}
                icon={<RotateCcw size={14} />}
                disabled={isBusy || !("step" in row)}
                onClick={() => void runModules(workspace, { from: call.line })}
              />
            </div>
            {"step" in row ? (
              <button
                type="button"
                className="modules-result"
                aria-label={`${words.show(call.line)}: ${said(row.value, words)}`}
                onClick={() => workspace.session.goTo(row.step.id)}
              >
                <Shown value={row.value} words={words} />
              </button>
            ) : (
              <p className="modules-note">{isAtWork ? words.running(call.line) : words.notRun}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Whether a step is one of the call's: what was said, or what it showed. An answer is both, and stands below another's. */
const isOf = ({ step }: CallDone, current: StepId | null): boolean =>
  current === step.id || (step.body.kind === "observation" && current === step.parent);

const said = (value: Value, words: ModuleWords): string =>
  value.kind === "image" ? words.picture(value.size.width, value.size.height) : printValue(value).slice(0, 200);

function Shown({ value, words }: { value: Value; words: ModuleWords }) {
  if (value.kind === "image") return <SmallPicture image={value.image} name={said(value, words)} />;
  if (value.kind !== "things") return <code>{printValue(value)}</code>;
  const named = value.things.map(({ words: name }) => name).filter((name) => name !== "");
  return (
    <span>
      {words.found(value.things.length)}
      {named.length > 0 ? `: ${named.slice(0, 8).join(", ")}` : ""}
    </span>
  );
}

/** As high as two lines of words. */
const HEIGHT = 48;

function SmallPicture({ image, name }: { image: ImageId; name: string }) {
  const { edges } = useWorkspace();
  const record = useTrace()?.images.get(image);
  const level = record ? levelWithin(record, { width: record.width, height: HEIGHT }) : 0;
  const { data } = useQuery(bitmapQuery(edges, image, level));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const width = data ? Math.max(1, Math.round((data.width / data.height) * HEIGHT)) : HEIGHT;
  // A bitmap is drawn, not rendered: React has no element for it.
  useEffect(() => {
    if (data) canvas.current?.getContext("2d")?.drawImage(data, 0, 0, width, HEIGHT);
  }, [data, width]);
  return <canvas ref={canvas} width={width} height={HEIGHT} role="img" aria-label={name} />;
}
