/** A city's own directory: npm's certified OpenID provider, in which a person signs in by being named. */
import { createServer, type Server as Http } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";
import { test as base, type Server } from "./server";

export const SECRET = "a-secret-that-only-these-two-know-1234567890";

/** Somebody in the directory, and how he signs in there. */
export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  acr?: string;
  amr?: string[];
}

export class Directory {
  /** Who signs in next. */
  person: Person = { sub: "nobody" };
  readonly #people = new Map<string, Person>();

  private constructor(
    readonly issuer: string,
    readonly http: Http,
  ) {}

  /** An address at which nobody answers yet. */
  static async open(): Promise<Directory> {
    const http = createServer();
    await new Promise<void>((up) => http.listen(0, "127.0.0.1", up));
    return new Directory(`http://localhost:${(http.address() as AddressInfo).port}`, http);
  }

  /** What a server is told of it. */
  settings(more: Record<string, string> = {}): Record<string, string> {
    return {
      JAVNO_OIDC__NAME: "Gradski nalog",
      JAVNO_OIDC__ISSUER: this.issuer,
      JAVNO_OIDC__CLIENT_ID: "javno",
      JAVNO_OIDC__CLIENT_SECRET: SECRET,
      JAVNO_OIDC__DOMAINS: '["trebinje.example"]',
      ...more,
    };
  }

  /** Lets it answer, for this server. */
  serve(server: Server, more: Configuration = {}) {
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: "javno", client_secret: SECRET, redirect_uris: [`${server.url}/desk/oidc/back`] }],
      claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"], profile: [] },
      // As the directories of cities do: what is known of the person stands in the token.
      conformIdTokenClaims: false,
      acrValues: ["gold"],
      cookies: { keys: ["key"] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/signin/${interaction.uid}` },
      findAccount: (_, accountId) => {
        const { sub, email, email_verified } = this.#people.get(accountId) ?? { sub: accountId };
        return { accountId, claims: async () => ({ sub, email, email_verified }) };
      },
      // Nobody is asked whether this server may know him.
      loadExistingGrant: async (context) => {
        const { client, session } = context.oidc;
        const grant = new context.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope("openid email profile");
        await grant.save();
        return grant;
      },
      ...more,
    });
    const answer = provider.callback();
    this.http.removeAllListeners("request");
    this.http.on("request", (request, response) => {
      if (!request.url?.startsWith("/signin/")) return answer(request, response);
      const { sub, acr, amr } = this.person;
      this.#people.set(sub, this.person);
      provider
        .interactionFinished(request, response, { login: { accountId: sub, remember: false, acr, amr } })
        .catch(() => response.writeHead(500).end());
    });
  }

  close() {
    this.http.closeAllConnections();
    this.http.close();
  }
}

export const test = base.extend<{ directory: Directory }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  directory: async ({}, use) => {
    const directory = await Directory.open();
    await use(directory);
    directory.close();
  },
});

/** What a browser has that was sent to the directory: the way there, and the cookie that it keeps meanwhile. */
export interface Sent {
  there: string;
  cookie: string;
  set: string;
}

const plain = { redirect: "manual" } as const;

/** Begins. */
export async function begin(server: Server, query = ""): Promise<Sent> {
  const answer = await fetch(`${server.url}/desk/oidc${query}`, plain);
  const set = answer.headers.getSetCookie()[0] ?? "";
  return { there: answer.headers.get("location") ?? `${answer.status}`, cookie: set.split(";")[0] ?? "", set };
}

/** Signs in at the directory; where it sends the browser back to. */
export async function signIn(there: string): Promise<string> {
  const jar = new Map<string, string>();
  let address = there;
  for (let steps = 0; steps < 8; steps++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, { ...plain, headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (name && value) jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (!location) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    address = new URL(location, address).href;
    if (new URL(address).pathname === "/desk/oidc/back") return address;
  }
  throw new Error("the directory leads nowhere");
}

/** Comes back, with what the browser kept. */
export async function comeBack(address: string, cookie: string) {
  const answer = await fetch(address, { ...plain, headers: { cookie } });
  const text = await answer.text();
  const [, said] = /<main[^>]*>(.*)<\/main>/s.exec(text) ?? [];
  const session = answer.headers.getSetCookie().find((set) => set.startsWith("__Host-javno="));
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    said: said?.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim(),
    cookies: answer.headers.getSetCookie(),
    session: session?.split(";")[0],
  };
}

/** The whole way. */
export async function walk(server: Server) {
  const { there, cookie } = await begin(server);
  return comeBack(await signIn(there), cookie);
}

/** Who is signed in with this cookie. */
export async function viewer(server: Server, cookie = "") {
  const query =
    "{ viewer { email confirmed memberships { municipality { slug } roles } } signIn { oidc } }";
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, cookie },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()).data;
}
