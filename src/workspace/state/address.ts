/** What is shown of an address in `?src=` while a person is asked about it, and while it is fetched. */
export type AddressAsked =
  | { readonly kind: "asking"; readonly url: string; readonly host: string; answer(yes: boolean): void }
  | { readonly kind: "fetching"; readonly url: string; readonly host: string; readonly bytes: number; cancel(): void };
