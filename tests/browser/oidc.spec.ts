/** Signing in through a city's own directory: who comes in, and all that lets nobody in. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type KeyLike, SignJWT, UnsecuredJWT } from "jose";
import { authenticator, enterBy } from "./desk";
import { begin, comeBack, Directory, SECRET, signIn, test, viewer, walk } from "./directory";
import { expect } from "./host";
import type { Server } from "./server";

const ANA = { sub: "ana-1", email: "Ana@trebinje.example", email_verified: true };

const invited = (server: Server, email = ANA.email, municipality = "trebinje", role = "editor") =>
  server.run("user", "invite", "--municipality", municipality, "--role", role, "--name", "Ana Anić", "--print-link", email);

test("whoever was invited comes in, is known from then on, and gives a passkey", async ({ serve, directory, page }) => {
  const server = await serve(directory.settings());
  directory.serve(server);
  directory.person = ANA;
  await invited(server);
  await authenticator(page);
  await page.goto(`${server.url}/desk`);
  await page.getByRole("link", { name: "Prijava preko sistema: Gradski nalog" }).click();
  await page.getByRole("button", { name: /^Napravi ključ/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/desk");
  const [cookie] = (await page.context().cookies(server.url)).filter(({ name }) => name === "__Host-javno");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  const kept = (await page.context().cookies(server.url)).map(({ name }) => name);
  expect(kept.filter((name) => name.startsWith("__Host-"))).toEqual(["__Host-javno"]);
  const held = { email: "ana@trebinje.example", confirmed: false };
  const memberships = [{ municipality: { slug: "trebinje" }, roles: ["EDITOR"] }];
  expect((await viewer(server, `__Host-javno=${cookie?.value}`)).viewer).toEqual({ ...held, memberships });

  await page.getByRole("button", { name: /^Napravi ključ/ }).click();
  await page.getByLabel(/^Sačuvao/).check();
  await page.getByRole("button", { name: /^Nastavi/ }).click();
  await page.getByRole("heading", { name: /^Danas/ }).waitFor();

  // He is known by his name there, whatever his address becomes; and it confirms nothing by itself.
  directory.person = { ...ANA, email: "ana.novo@trebinje.example", amr: ["pwd", "mfa"], acr: "gold" };
  const again = await walk(server);
  expect(again).toMatchObject({ status: 303, location: "/desk" });
  expect((await viewer(server, again.session)).viewer).toEqual({ ...held, memberships });
  // An invitation to his new address is his.
  await invited(server, "ana.novo@trebinje.example", "teslic");
  const both = await viewer(server, (await walk(server)).session);
  expect(both.viewer.memberships).toHaveLength(2);
  // Somebody else of that directory is not he.
  directory.person = { ...ANA, sub: "ana-2", email: "other@trebinje.example" };
  expect((await walk(server)).status).toBe(403);
});

test("a member comes in by his address, also where the directory tells it only when it is asked", async ({ serve, directory }) => {
  const server = await serve(directory.settings());
  directory.serve(server, { conformIdTokenClaims: true });
  directory.person = ANA;
  const link = /#(\S+)/.exec(await invited(server))?.[1];
  const accepted = await fetch(`${server.url}/desk/session/invitation`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ token: link, name: "Ana Anić" }),
  });
  expect(accepted.status).toBe(200);
  const { session } = await walk(server);
  expect((await viewer(server, session)).viewer).toMatchObject({ email: "ana@trebinje.example", confirmed: false });
});

test("strangers, unconfirmed addresses and those who change their mind are told what to do", async ({ serve, directory }) => {
  const server = await serve(directory.settings());
  directory.serve(server);
  await invited(server);
  directory.person = { ...ANA, sub: "s", email: "stranac@trebinje.example" };
  const stranger = await walk(server);
  expect([stranger.status, stranger.session]).toEqual([403, undefined]);
  expect(stranger.said).toContain("Vaša adresa nema pristup nijednom radnom stolu.");
  expect(stranger.said).toContain("na adresu pod kojom Vas zna Gradski nalog, pa se prijavite ponovo.");
  expect(stranger.said, "what the directory says is told to nobody").not.toContain("stranac");
  expect(stranger.said).toContain("Nazad na prijavu");
  for (const email_verified of [false, undefined]) {
    directory.person = { ...ANA, sub: "u", email_verified };
    const unsure = await walk(server);
    expect([unsure.status, unsure.session]).toEqual([403, undefined]);
    expect(unsure.said).toContain("Gradski nalog ne potvrđuje da je adresa e-pošte Vaša.");
  }
  directory.person = { sub: "none" };
  expect((await walk(server)).status).toBe(403);
  const { there, cookie } = await begin(server, "?lang=en");
  const state = new URL(there).searchParams.get("state");
  const refused = await comeBack(`${server.url}/desk/oidc/back?error=access_denied&error_description=Nazovite+1234&state=${state}`, cookie);
  expect([refused.status, refused.said]).toEqual([
    400,
    "You are not signed in It took too long, was broken off, or was used already. Begin anew. Back to signing in",
  ]);
});

test("nothing works for another browser, at another time, or twice", async ({ serve, directory }) => {
  const server = await serve(directory.settings());
  let lives = 600;
  directory.serve(server, { ttl: { AuthorizationCode: () => lives } });
  directory.person = ANA;
  await invited(server);
  const changed = (cookie: string, change: (kept: { ticket: { nonce: string }; until: string }) => void) => {
    const [name, value] = cookie.split("=") as [string, string];
    const kept = JSON.parse(Buffer.from(value, "base64url").toString());
    change(kept);
    return `${name}=${Buffer.from(JSON.stringify(kept)).toString("base64url")}`;
  };
  const attempts: Record<string, (back: string, cookie: string) => [string, string]> = {
    "no cookie": (back) => [back, ""],
    "no state": (back, cookie) => [back.replace(/state=[^&]+/, ""), cookie],
    "another state": (back, cookie) => [back.replace(/state=[^&]+/, "state=other"), cookie],
    "another code": (back, cookie) => [back.replace(/code=[^&]+/, "code=other"), cookie],
    "another issuer": (back, cookie) => [back.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fother.example"), cookie],
    "another nonce": (back, cookie) => [back, changed(cookie, (kept) => { kept.ticket.nonce = "other"; })],
    "another verifier": (back, cookie) => [back, changed(cookie, (kept) => { Object.assign(kept.ticket, { verifier: "v".repeat(43) }); })],
    "a cookie of yesterday": (back, cookie) => [back, changed(cookie, (kept) => { kept.until = "2026-01-01T00:00:00Z"; })],
    "a cookie that is none": (back) => [back, "__Host-javno-oidc=e30"],
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    const { there, cookie } = await begin(server);
    const end = await comeBack(...attempt(await signIn(there), cookie));
    expect([name, end.status, end.session]).toEqual([name, 400, undefined]);
    expect(end.cookies).toEqual(["__Host-javno-oidc=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0"]);
  }
  // The state of one sign-in is no good for another one of the same browser.
  const [one, other] = [await begin(server), await begin(server)];
  expect((await comeBack(await signIn(one.there), other.cookie)).status).toBe(400);
  // Right once, and not again: neither as a browser would, nor with the cookie kept.
  const { there, cookie } = await begin(server);
  const back = await signIn(there);
  expect((await comeBack(back, cookie)).status).toBe(303);
  expect((await comeBack(back, "")).status).toBe(400);
  expect((await comeBack(back, cookie)).status).toBe(400);
  // A code that lay about for too long.
  lives = 1;
  const late = await begin(server);
  const lateBack = await signIn(late.there);
  await new Promise((over) => setTimeout(over, 2_100));
  expect((await comeBack(lateBack, late.cookie)).status).toBe(400);
});

test("the cookie is for this host alone, and no address from outside leads anywhere", async ({ serve, directory }) => {
  const server = await serve(directory.settings());
  directory.serve(server);
  directory.person = ANA;
  await invited(server);
  const { there, set, cookie } = await begin(server, "?next=https://evil.example&redirect_uri=https://evil.example");
  expect(set.replace(/=[^;]+/, "=…")).toBe("__Host-javno-oidc=…; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=600");
  const asked = new URL(there);
  expect(asked.origin).toBe(directory.issuer);
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    response_type: "code",
    client_id: "javno",
    redirect_uri: `${server.url}/desk/oidc/back`,
    scope: "openid email profile",
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{22,}$/),
    nonce: expect.stringMatching(/^[\w-]{22,}$/),
  });
  const back = await signIn(there);
  const end = await comeBack(`${back}&next=https://evil.example&lang=//evil.example`, cookie);
  expect([end.status, end.location]).toEqual([303, "/desk"]);
  // A server without a directory has neither the button nor the way.
  const plain = await serve();
  expect((await viewer(plain)).signIn).toEqual({ oidc: null });
  expect((await fetch(`${plain.url}/desk/oidc`)).status).toBe(404);
});

test("its second factor counts only where it is configured, and was given", async ({ serve, directory }) => {
  const settings = { JAVNO_OIDC__CONFIRMS: "true", JAVNO_OIDC__ACR_VALUES: '["gold"]' };
  const server = await serve(directory.settings(settings));
  directory.serve(server);
  await invited(server);
  const confirmed = async (more: object) => {
    directory.person = { ...ANA, ...more };
    return (await viewer(server, (await walk(server)).session)).viewer.confirmed;
  };
  expect(new URL((await begin(server)).there).searchParams.get("acr_values")).toBe("gold");
  expect(await confirmed({})).toBe(false);
  expect(await confirmed({ amr: ["pwd"] })).toBe(false);
  expect(await confirmed({ acr: "gold" })).toBe(true);
  expect(await confirmed({ amr: ["pwd", "mfa"] })).toBe(true);
});

test("whoever has a passkey shows it once, and takes the directory's word back", async ({ serve, directory, page }) => {
  test.slow();
  const settings = { JAVNO_OIDC__CONFIRMS: "true", JAVNO_OIDC__ACR_VALUES: '["gold"]' };
  const server = await serve(directory.settings(settings));
  directory.serve(server);
  directory.person = { ...ANA, acr: "gold" };
  const link = /https?:\S+#\S+/.exec(await invited(server, ANA.email, "trebinje", "admin"))?.[0] ?? "";
  await enterBy(page, link);
  const through = async () => {
    await page.context().clearCookies();
    await page.goto(`${server.url}/desk`);
    await page.getByText("predstavnike organizacija").waitFor();
    await page.getByRole("link", { name: "Prijava preko sistema: Gradski nalog" }).click();
  };
  const known = page.getByRole("heading", { name: "Prijava preko drugog sistema" });
  await page.goto(`${server.url}/desk/nalog`);
  await page.getByRole("heading", { name: "Ključevi" }).waitFor();
  await expect(known).toHaveCount(0);

  // The directory says that a second factor was given; it is hers all the same that counts.
  await through();
  await page.getByRole("heading", { name: "Potvrdite da ste to Vi" }).waitFor();
  await page.getByRole("button", { name: "Potvrdi ključem" }).click();
  await page.getByRole("heading", { name: /^Danas/ }).waitFor();
  // From then on the directory is believed.
  await through();
  await page.getByRole("heading", { name: /^Danas/ }).waitFor();
  await page.goto(`${server.url}/desk/trebinje/ljudi`);
  await page.getByText(`prijava preko sistema: ${directory.issuer}`).waitFor();

  await page.goto(`${server.url}/desk/nalog`);
  await known.waitFor();
  await page.getByRole("button", { name: `Ukloni prijavu preko sistema: ${directory.issuer}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ukloni" }).click();
  await expect(known).toHaveCount(0);
  await through();
  await page.getByRole("heading", { name: "Potvrdite da ste to Vi" }).waitFor();
});

test("a directory that is away, slow, or leads elsewhere is given up kindly", async ({ serve }) => {
  const faults: Record<string, (elsewhere: string) => Parameters<typeof createServer>[1]> = {
    silent: () => () => {},
    endless: () => (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"issuer": "${"x".repeat(400_000)}"}`);
    },
    elsewhere: (elsewhere) => (_, response) => response.writeHead(302, { location: elsewhere }).end(),
    broken: () => (_, response) => response.writeHead(500).end("<html>"),
  };
  let visits = 0;
  const elsewhere = createServer((_, response) => {
    visits++;
    response.end("{}");
  });
  await new Promise<void>((up) => elsewhere.listen(0, "127.0.0.1", up));
  const address = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
  const directory = await Directory.open();
  const server = await serve(directory.settings());
  for (const [name, fault] of Object.entries(faults)) {
    directory.http.removeAllListeners("request");
    directory.http.on("request", fault(address) as () => void);
    const began = Date.now();
    const end = await comeBack(`${server.url}/desk/oidc?lang=sr-Cyrl`, "");
    expect([name, end.status]).toEqual([name, 503]);
    expect(end.said).toContain("Gradski nalog тренутно не одговара.");
    expect(Date.now() - began).toBeLessThan(6_500);
  }
  expect(visits).toBe(0);
  directory.close();
  elsewhere.close();
  expect((await comeBack(`${server.url}/desk/oidc`, "")).status).toBe(503);
});

test("a token is looked at from every side", async ({ serve }) => {
  const directory = await Directory.open();
  const server = await serve(directory.settings());
  await invited(server);
  const [own, foreign] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "1", alg: "RS256", use: "sig" };
  let token = async (_: string) => "";
  let nonce = "";
  directory.http.on("request", async (request, response) => {
    const { issuer } = directory;
    const say = (value: object) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.url === "/.well-known/openid-configuration")
      return say({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    if (request.url === "/jwks") return say({ keys: [jwk] });
    return say({ access_token: "a", token_type: "Bearer", id_token: await token(nonce) });
  });
  const claims = (more: object = {}) => ({ ...ANA, ...more });
  const signed = (more: object, by: KeyLike | Uint8Array = own.privateKey, alg = "RS256", to: Partial<Record<"iss" | "aud" | "exp", string>> = {}) =>
    async (nonce: string) =>
      new SignJWT({ nonce, ...claims(more) })
        .setProtectedHeader({ alg, kid: "1" })
        .setIssuer(to.iss ?? directory.issuer)
        .setAudience(to.aud ?? "javno")
        .setIssuedAt()
        .setExpirationTime(to.exp ?? "2m")
        .sign(by);
  const attempts: [string, number, (nonce: string) => Promise<string>][] = [
    ["right", 303, signed({})],
    ["signed by another key", 400, signed({}, foreign.privateKey)],
    ["of another directory", 400, signed({}, own.privateKey, "RS256", { iss: "https://other.example" })],
    ["for another service", 400, signed({}, own.privateKey, "RS256", { aud: "other" })],
    ["too old", 400, signed({}, own.privateKey, "RS256", { exp: "-2m" })],
    ["of another sign-in", 400, signed({ nonce: "other" })],
    ["without a nonce", 400, signed({ nonce: undefined })],
    ["signed with what we share", 400, signed({}, new TextEncoder().encode(SECRET), "HS256")],
    ["not signed", 400, async (nonce) => new UnsecuredJWT({ nonce, ...claims() }).setIssuer(directory.issuer).setAudience("javno").setIssuedAt().setExpirationTime("2m").encode()],
    ["none at all", 400, async () => "nonsense"],
  ];
  for (const [name, status, made] of attempts) {
    token = made;
    const { there, cookie } = await begin(server);
    const asked = new URL(there).searchParams;
    nonce = asked.get("nonce") ?? "";
    const end = await comeBack(`${server.url}/desk/oidc/back?code=c&state=${asked.get("state")}`, cookie);
    expect([name, end.status]).toEqual([name, status]);
  }
  directory.close();
});
