import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useStore } from "zustand";
import { type Look, lookOf, type Shot } from "../../film";
import { type LayerView, readPalette } from "../../stage";
import { bitmapQuery } from "../../workspace/queries";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { useTheme } from "../theme";
import { useFilmWords } from "./filmWords";
import { MOST_SHOTS, type SceneOfStep, shotOf } from "./shots";
import { useScenes } from "./useScenes";

/** What is to be shown, and how it looks. `isReady` is false while pictures are still fetched. */
export interface Shown {
  readonly shots: readonly Shot[];
  readonly scenes: readonly SceneOfStep[];
  readonly layers: LayerView;
  readonly look: Look;
  readonly isReady: boolean;
  /** Pictures that nobody has. */
  readonly missing: number;
  /** Chapters whose trace or step nobody here has. */
  readonly untold: number;
  /** Steps that were chosen and are more than are shown. */
  readonly isTooLong: boolean;
}

/** What was chosen to be told, as shots. */
export function useShots(): Shown {
  const { edges } = useWorkspace();
  const words = useWords();
  const { question } = useFilmWords();
  const told = useScenes();
  const isTooLong = told.scenes.length > MOST_SHOTS;
  const scenes = useMemo(() => (isTooLong ? [] : told.scenes), [told.scenes, isTooLong]);
  const ids = useMemo(() => [...new Set(scenes.flatMap(({ scene }) => scene.image?.id ?? []))], [scenes]);
  const pixels = useQueries({ queries: ids.map((id) => bitmapQuery(edges, id)), combine: dataOf });
  const arePixelsThere = pixels.every((bitmap) => bitmap !== undefined);
  const shots = useMemo(() => {
    const byId = new Map(ids.map((id, i) => [id, pixels[i] ?? null]));
    return scenes.map((scene) => shotOf(scene, words, question, (id) => byId.get(id) ?? null));
  }, [scenes, words, question, ids, pixels]);
  const look = useLook();
  const areFontsThere = useFonts(look, shots);
  return {
    shots,
    scenes,
    look,
    layers: useLayers(),
    isReady: arePixelsThere && areFontsThere && !told.isPending,
    untold: told.missing,
    missing: arePixelsThere ? pixels.filter((bitmap) => bitmap === null).length : 0,
    isTooLong,
  };
}

const dataOf = (results: readonly UseQueryResult<ImageBitmap | null>[]): readonly (ImageBitmap | null | undefined)[] =>
  results.map(({ data }) => data);

/** The layers that are hidden on the page are hidden here. */
function useLayers(): LayerView {
  const { hidden, locked, solo } = useView(({ hidden, locked, solo }) => ({ hidden, locked, solo }));
  return useMemo(() => ({ hidden, locked, solo }), [hidden, locked, solo]);
}

function useLook(): Look {
  const { films } = useWorkspace();
  const page = useTheme();
  const theme = useStore(films, ({ choice }) => choice.theme) ?? page;
  return useMemo(() => lookOf(theme, readPalette(document.body).font), [theme]);
}

/** A canvas does not wait for a font: it has to be there, with the letters that are needed, before it is painted. */
function useFonts({ palette }: Look, shots: readonly Shot[]): boolean {
  const letters = useMemo(
    () => [...new Set(shots.flatMap(({ heading, caption }) => [...heading, ...caption]))].sort().join(""),
    [shots],
  );
  const { isPending } = useQuery({
    queryKey: ["fonts", palette.font, letters],
    queryFn: async () => {
      // A font that cannot be fetched is replaced by the next of its family.
      const loads = ["400", "600"].map((weight) => document.fonts.load(`${weight} 19px ${palette.font}`, letters));
      await Promise.allSettled(loads);
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return !isPending;
}
