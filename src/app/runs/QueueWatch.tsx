import { useEffect } from "react";
import { watchQueue } from "../../workspace/queue";
import { useWorkspace } from "../binding/useWorkspace";

/** Keeps the list in step with what is judged, also while the branches are shown in its place. */
export default function QueueWatch() {
  const workspace = useWorkspace();
  // What is said of the open run is heard for as long as there is a list.
  useEffect(() => watchQueue(workspace), [workspace]);
  return null;
}
