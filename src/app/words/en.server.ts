/** What went wrong with a server, and what can be done about it. */
export const serverFailures = {
  "server-bad-address": "This is no address of a server. It looks like http://localhost:8000/v1, without a password.",
  "server-mixed-content":
    "A page over https may not speak to a server over plain http. Serve it over https, or run the page on this machine.",
  "server-cors": "The server answers, but does not allow this page. Allow it when you start the server.",
  "server-unreachable": "Nothing answers there. Check the address, and that the server runs.",
  "server-unauthorised": "The server wants a key, or another one. Give it in the model dialog.",
  "server-forbidden": "The key does not allow this.",
  "server-not-found": "The server knows no such path or model. Check the address, or list its models.",
  "server-busy": "The server has too much to do, or a limit of use is met. Try again later.",
  "server-failed": "The server failed. Its log says why; the trace is untouched.",
  "server-timeout": "The server took too long. The trace is untouched.",
  "server-cut": "The answer broke off. The trace is untouched; run again.",
  "server-not-json": "What answers there is not such a server. Check the address and its path.",
  "server-refused": "The server turned the request down.",
  "server-refused-image": "The server turned the picture down: the model takes none, or not one so large.",
  "server-filtered": "The server held the rest of the answer back.",
  "server-image-missing": "A picture of this line is missing, so nothing was sent.",
  "server-image-too-large": "A picture of this line is too large to send.",
  "not-in-page": "Not available outside the page: a server does not show what its model’s eyes are given.",
} as const;
