import { ChevronLeft, ChevronRight, Pause, Play, Repeat } from "lucide-react";
import { Slider } from "radix-ui";
import { useEffect, useRef } from "react";
import { doerOf } from "../../session";
import { siblingsOf } from "../../trace";
import { keyOf, runCommand, SPEEDS } from "../../workspace";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { useLine } from "../step/useStep";
import { Frame } from "./Frame";
import "./strip.css";

/** Frames mounted on either side of the current one; a line may have a hundred thousand. */
const REACH = 60;

/** The line as a film: one frame a step, forks ticked. */
export function Strip() {
  const workspace = useWorkspace();
  const words = useWords();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const { line, index } = useLine();
  const { playing, loop, speed } = useView(({ playing, loop, speed }) => ({ playing, loop, speed }));
  const reel = useRef<HTMLDivElement | null>(null);
  // The current frame stays in view without moving anything else on the page.
  useEffect(() => {
    const frame = reel.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!frame || !reel.current) return;
    if (reel.current.contains(document.activeElement)) frame.focus({ preventScroll: true });
    const { offsetLeft, offsetWidth } = frame;
    const { scrollLeft, clientWidth } = reel.current;
    if (offsetLeft < scrollLeft + 40) reel.current.scrollLeft = offsetLeft - 80;
    else if (offsetLeft + offsetWidth > scrollLeft + clientWidth - 40)
      reel.current.scrollLeft = offsetLeft + offsetWidth - clientWidth + 80;
  }, [index]);
  const first = Math.max(0, index - REACH);
  const nextSpeed = SPEEDS[(SPEEDS.indexOf(speed as (typeof SPEEDS)[number]) + 1) % SPEEDS.length] ?? 1;
  return (
    <section className="strip" aria-label={words.strip.label}>
      <div className="strip-controls">
        <IconButton
          label={words.strip.previous}
          hint={keyOf("previous")}
          side="top"
          icon={<ChevronLeft size={18} />}
          disabled={index <= 0}
          onClick={() => runCommand(workspace, "previous")}
        />
        <IconButton
          label={playing ? words.strip.pause : words.strip.play}
          hint={keyOf("play")}
          side="top"
          icon={playing ? <Pause size={18} /> : <Play size={18} />}
          disabled={line.length < 2}
          onClick={() => runCommand(workspace, "play")}
        />
        <IconButton
          label={words.strip.next}
          hint={keyOf("next")}
          side="top"
          icon={<ChevronRight size={18} />}
          disabled={index >= line.length - 1}
          onClick={() => runCommand(workspace, "next")}
        />
        <IconButton
          label={`${words.strip.speed}: ${speed}×`}
          hint={`${keyOf("slower")} ${keyOf("faster")}`}
          side="top"
          className="strip-speed"
          icon={<span>{speed}×</span>}
          onClick={() => workspace.view.setState({ speed: nextSpeed })}
        />
        <IconButton
          label={words.strip.loop}
          side="top"
          icon={<Repeat size={16} />}
          aria-pressed={loop}
          onClick={() => runCommand(workspace, "loop")}
        />
        <span className="strip-position" data-testid="strip-position">
          {words.strip.position(index + 1, line.length)}
        </span>
      </div>
      <div className="strip-film">
        <Slider.Root
          className="slider strip-scrub"
          value={[Math.max(0, index)]}
          min={0}
          max={Math.max(1, line.length - 1)}
          step={1}
          disabled={line.length < 2}
          onValueChange={([to = 0]) => {
            workspace.view.setState({ playing: false, hintSeen: true });
            workspace.session.walk(to - index);
          }}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb
            className="slider-thumb"
            aria-label={words.strip.scrub}
            aria-valuetext={words.strip.position(index + 1, line.length)}
          />
        </Slider.Root>
        <div className="reel" ref={reel} role="listbox" aria-orientation="horizontal" aria-label={words.strip.label}>
          {line.slice(first, index + REACH).map((step, offset) => (
            <Frame
              key={step.id}
              line={line}
              index={first + offset}
              current={first + offset === index}
              branches={trace ? siblingsOf(trace, step).length : 1}
              doer={trace ? doerOf(trace, step) : step.author}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
