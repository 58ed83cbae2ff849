import { useQuery } from "@tanstack/react-query";
import { NATIVE_TITLE } from "../../dialect";
import { NATIVE, type SystemTitle, systemTitles } from "../../workspace/runs";

const NONE: readonly SystemTitle[] = [];

/** What each system is called. The titles come with the dialects, later than the page; there are none until then. */
export function useSystemTitles(): readonly SystemTitle[] {
  const { data = NONE } = useQuery({
    queryKey: ["system-titles"],
    queryFn: systemTitles,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** How a system is called on the screen: by the name that files have it by, as long as its title is not there. */
export function useSystemName(): (name: string) => string {
  const titles = useSystemTitles();
  return (name) => (name === NATIVE ? NATIVE_TITLE : (titles.find((system) => system.name === name)?.title ?? name));
}
