/** What an operator does at the console before anybody can sit down at a desk. */
import { enterBy } from "./desk";
import { expect } from "./host";
import { test } from "./server";

test("a municipality that no file brought is added, its first official invited, and he sits down", async ({ serve, page }) => {
  const server = await serve();
  const told = await server.run("municipality", "add", "novo-selo", "--name", "Novo Selo", "--entity", "RS");
  expect(told).toContain("novo-selo is there.");
  await expect(server.run("municipality", "add", "novo-selo", "--name", "Novo Selo")).rejects.toThrow(/already/);
  await expect(server.run("municipality", "add", "Novo selo", "--name", "Novo Selo")).rejects.toThrow(/use a–z/);
  // Where its sites are, the server is told while it runs.
  const set = await server.run("municipality", "set", "novo-selo", "--origin", "https://usluge.novo-selo.example", "--locale", "bs");
  expect(set).toContain("https://usluge.novo-selo.example");
  const framed = await fetch(`${server.url}/novo-selo/pozivi?frame=1`);
  expect(framed.headers.get("content-security-policy")).toMatch(/frame-ancestors 'self' https:\/\/usluge\.novo-selo\.example$/);
  await expect(server.run("municipality", "set", "novo-selo", "--origin", "novo-selo.example")).rejects.toThrow(/not an origin/);
  const invited = await server.run(
    ...["user", "invite", "--municipality", "novo-selo", "--role", "admin", "--name", "Ana Anić", "--print-link", "ana@novo-selo.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(invited)?.[0] ?? "");
  await page.goto(`${server.url}/desk/novo-selo/ljudi`);
  await expect(page.getByText("ana@novo-selo.example")).toBeVisible();
});
