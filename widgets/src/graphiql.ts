/** GraphiQL at `/graphql`, with examples to begin with. */
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "graphiql/graphiql.css";

const EXAMPLES = [
  `# Calls that one can apply to now, the nearest deadline first.
query OpenNow {
  openCalls(filter: { phase: [OPEN] }, locale: "sr-Latn", first: 5) {
    phaseCounts { open announced closed }
    nodes {
      title { text }
      municipality { name }
      deadline { at hourStated daysLeft }
      maxGrant { amount currency }
      page
    }
  }
}
`,
  `# Words in any script, with or without diacritics.
query Search {
  openCalls(filter: { text: "zivotna sred" }, locale: "sr-Cyrl") {
    nodes { title { text original { text } } areas { label } }
  }
}
`,
  `# What happens, as it happens. Import a call, and it is here.
subscription Changes {
  openCallChanged(locale: "sr-Latn") {
    cursor
    at
    change
    callId
    call { title { text } municipality { name } deadline { at } }
  }
}
`,
  `query Municipalities {
  municipalities(filter: { partner: true }, locale: "sr-Latn", first: 20) {
    nodes { slug name openCallsPage }
  }
}
`,
];

const place = document.getElementById("graphiql");
if (place) {
  createRoot(place).render(
    createElement(GraphiQL, {
      fetcher: createGraphiQLFetcher({
        url: location.pathname,
        wsClient: createClient({ url: location.href.split(/[?#]/)[0]?.replace(/^http/, "ws") ?? "" }),
      }),
      defaultTabs: EXAMPLES.map((query) => ({ query })),
    }),
  );
}
