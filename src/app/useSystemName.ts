import { useQuery } from "@tanstack/react-query";
import { NATIVE_TITLE } from "../dialect";
import { NATIVE } from "../workspace/runs/dialects";

/**
 * How systems are called on the screen. Their names stand with all else that is known of them and so come with the
 * dialects, later than the page; until they are there a system goes by the name that files have it by.
 */
export function useSystemName(): (name: string) => string {
  const { data } = useQuery({
    queryKey: ["system-titles"],
    queryFn: async () => (await import("../workspace/runs/foreign")).systemTitles(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (name) => (name === NATIVE ? NATIVE_TITLE : (data?.get(name) ?? name));
}
