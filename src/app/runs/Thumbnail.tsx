import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ListedRun } from "../../opening";
import type { ListedLog, ListedTraces } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { useObjectUrl } from "../controls";

/** Twice the size that it is shown at, for screens with small pixels. */
const SIDE = 96;
/** A row that is scrolled past asks for no picture. */
const AFTER_MILLIS = 150;

/** The first picture of a run, small; an empty place until it is there, and where there is none. */
export function Thumbnail({ listed, row }: { listed: ListedLog | ListedTraces; row: ListedRun }) {
  const { edges } = useWorkspace();
  const isStaying = useStaying();
  const { data = null } = useQuery({
    queryKey: ["run-picture", row.run],
    queryFn: async () => {
      if (listed.kind === "kept") return listed.traces[row.index]?.thumbnail ?? null;
      const file = await listed.log.pictureOf(row.index);
      return file && edges.images.thumbnail(file, SIDE);
    },
    enabled: isStaying,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const url = useObjectUrl(data);
  return url ? <img src={url} alt="" /> : null;
}

function useStaying(): boolean {
  const [isStaying, setStaying] = useState(false);
  // Only time tells whether a row stays.
  useEffect(() => {
    const timer = setTimeout(() => setStaying(true), AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return isStaying;
}
