import { lazy, Suspense, useState } from "react";
import { useView } from "../services";

const GymDialog = lazy(() => import("./GymDialog"));

/** The gym, from the first time on that it is shown. */
export function GymDialogs() {
  const isWanted = useView(({ dialog }) => dialog === "gym");
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  return wasWanted ? (
    <Suspense>
      <GymDialog />
    </Suspense>
  ) : null;
}
