import { useEffect, useMemo, useRef } from "react";
import { type ImageBox, imageBox } from "../../geometry";
import type { Scene } from "../../stage";
import { changeTalk, goForward, isAtEnd, pauseMillis } from "../../workspace/presenter";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { gist } from "../words/names";
import { type TalkStop, useTalk } from "./useTalk";

/** How long the talk stays on what is on show before it goes on by itself. */
export interface Pace {
  readonly millis: number;
  /** Another one for each stop. */
  readonly key: string;
}

/** Goes on by itself while autoplay is on. It waits for whoever is asked, for a run, and while the screen is dark. */
export function useAutoplay(stop: TalkStop): Pace | null {
  const workspace = useWorkspace();
  const isOn = useTalk(({ autoplay, black, help }) => autoplay && !black && !help) ?? false;
  const isRunning = useSession(({ run }) => run.kind === "running");
  const isAsked = stop.guessing !== null && !stop.guessing.isRevealed;
  const pace = usePace(stop);
  const goes = isOn && !isRunning && !isAsked;
  // A timer for each stop, begun anew where the stop or its pause changes.
  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(() => {
      if (isAtEnd(workspace)) changeTalk(workspace, () => ({ autoplay: false }));
      else void goForward(workspace);
    }, pace.millis);
    return () => clearTimeout(timer);
  }, [goes, pace, workspace]);
  return goes ? pace : null;
}

interface Shot {
  readonly image: string | null;
  readonly box: ImageBox | null;
}

function usePace({ current, chapter, scene, guessing }: TalkStop): Pace {
  const words = useWords();
  const speed = useView((state) => state.speed);
  const at = useTalk(({ telling }) => telling?.at ?? 0);
  const key = `${at} ${current?.id} ${guessing?.isRevealed ?? ""}`;
  const said = chapter?.caption || (current ? gist({ ...current, title: "" }, words) : "");
  const now = shotOf(scene, chapter?.view ?? null);
  const before = useShotBefore(key, now);
  const isSame = before.image === now.image;
  const newMarks = scene.marks.filter(({ tone }) => tone === "current").length;
  const stop = { words: said, from: isSame ? before.box : null, to: now.box, newMarks };
  const millis = pauseMillis(stop) / speed;
  return useMemo(() => ({ millis, key }), [millis, key]);
}

/** What the camera shows of a scene. */
function shotOf({ image, region }: Scene, view: { readonly image: string; readonly box: ImageBox } | null): Shot {
  if (!image) return { image: null, box: null };
  if (view?.image === image.id) return view;
  return { image: image.id, box: region ?? imageBox(0, 0, image.width, image.height) };
}

/** What the camera showed at the stop before this one. */
function useShotBefore(key: string, now: Shot): Shot {
  const shots = useRef({ key, now, before: now });
  if (shots.current.key !== key) shots.current = { key, now, before: shots.current.now };
  else shots.current.now = now;
  return shots.current.before;
}
