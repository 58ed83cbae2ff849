import { useEffect, useState } from "react";

/** An address for a blob's bytes while it is shown. */
export function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  // The address of a blob has to be given back by hand.
  useEffect(() => {
    if (!blob) return setUrl(null);
    const address = URL.createObjectURL(blob);
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [blob]);
  return url;
}
