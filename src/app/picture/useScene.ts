import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ImageId } from "../../action";
import { boundedLevel, levelForScale, type PictureTile, tilesUnder } from "../../pixels";
import { lineView } from "../../session";
import {
  type CameraTarget,
  type CameraView,
  NO_SCENE,
  type Scene,
  type StageImage,
  type StageTile,
  sceneAt,
} from "../../stage";
import { actingStep, type StepId } from "../../trace";
import { screenQuery, tilesQuery } from "../../workspace/queries";
import { useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";

/** The scene at the current step, with what the model is writing and what a person is considering. */
export function useScene(): Scene {
  const trace = useTrace();
  const place = useSession((state) => state.place);
  const draft = useSession(({ run }) => (run.kind === "running" ? run.draft : null));
  const { cropItself, preview } = useView(({ cropItself, preview }) => ({ cropItself, preview }));
  const { asked, cut } = useWords().lens;
  return useMemo(() => {
    if (!trace) return NO_SCENE;
    const { line, index } = lineView(trace, place);
    return sceneAt(trace, line, index, { cropItself, draft, preview, names: { asked, cut } });
  }, [trace, place, draft, cropItself, preview, asked, cut]);
}

/** What is in sight of an image, and how many CSS pixels wide a pixel of it is. */
export type Sight = Pick<CameraView, "scale" | "visible"> & { readonly image: ImageId };

/** The image of a scene with its pixels, as far as they are there; as many as what is in sight of it needs. */
export function useStageImage({ image }: Scene, sight: Sight | null = null): StageImage | null {
  const { edges } = useWorkspace();
  const { data } = useQuery(screenQuery(edges, image));
  const tiles = useTiles(image, sight);
  return useMemo(
    () =>
      image && {
        id: image.id,
        width: image.width,
        height: image.height,
        bitmap: data ?? null,
        isMissing: data === null,
        tiles,
      },
    [image, data, tiles],
  );
}

type SizedImage = Scene["image"];

const NO_TILES: readonly StageTile[] = [];

/** The tiles in sight of a large image, where its bitmap has fewer pixels than are looked at. */
function useTiles(image: SizedImage, sight: Sight | null): readonly StageTile[] {
  const { edges } = useWorkspace();
  const asked = useMemo(() => (image && sight?.image === image.id ? tilesInSight(image, sight) : []), [image, sight]);
  const { data } = useQuery({
    ...tilesQuery(edges, image, asked),
    enabled: asked.length > 0,
    // Those that were in sight stay until the next are there, on their own image.
    placeholderData: (before, of) => (of?.queryKey[1] === image?.id ? before : undefined),
  });
  return (asked.length > 0 && data) || NO_TILES;
}

function tilesInSight(image: NonNullable<SizedImage>, { scale, visible }: Sight): readonly PictureTile[] {
  const level = levelForScale(scale * window.devicePixelRatio);
  return level < boundedLevel(image) ? tilesUnder(image, level, visible) : [];
}

/** The step whose mark is chosen: the one whose action is on show. */
export function useActingStep(): StepId | null {
  return useSession(({ log, place }) => {
    const current = log && place.step ? (log.trace.steps.get(place.step) ?? null) : null;
    return log ? (actingStep(log.trace, current)?.id ?? null) : null;
  });
}

/** The camera goes where the step is; what a person asks for goes before that, until the scene changes. */
export function useCamera({ image, region }: Scene): CameraTarget {
  const request = useView((state) => state.cameraRequest);
  const box = region ? [region.left, region.top, region.width, region.height].join() : "whole";
  const place = `${image?.id ?? ""}/${box}`;
  const [asked, setAsked] = useState<{ readonly request: typeof request; readonly place: string | null }>({
    request,
    place: null,
  });
  // Set while rendering, as React advises for state that follows from a change of input.
  if (asked.request !== request) setAsked({ request, place });
  else if (asked.place !== null && asked.place !== place) setAsked({ request, place: null });
  const wish = asked.place === place ? (request?.kind ?? null) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place stands for the region, which is made anew each time
  return useMemo((): CameraTarget => {
    const key = `${place}/${request?.key ?? 0}`;
    if (wish === "actual") return { key, kind: "actual" };
    if (wish === "sight" && request?.kind === "sight") return { key, kind: "sight", box: request.box };
    if (wish === "closer" || wish === "farther") return { key, kind: "by", factor: wish === "closer" ? 1.25 : 0.8 };
    return wish === "fit" || !region ? { key, kind: "fit" } : { key, kind: "box", box: region };
  }, [place, request, wish]);
}
