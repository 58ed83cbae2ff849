import { useMemo, useState } from "react";
import type { CameraTarget } from "../../stage";
import { useView } from "../binding/useWorkspace";
import type { Scene } from "./scene";

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
    if (wish === "closer" || wish === "farther") return { key, kind: "by", factor: wish === "closer" ? 1.25 : 0.8 };
    return wish === "fit" || !region ? { key, kind: "fit" } : { key, kind: "box", box: region };
  }, [place, request, wish]);
}
