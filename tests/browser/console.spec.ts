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
  const invited = await server.run(
    ...["user", "invite", "--municipality", "novo-selo", "--role", "admin", "--name", "Ana Anić", "--print-link", "ana@novo-selo.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(invited)?.[0] ?? "");
  await page.goto(`${server.url}/desk/novo-selo/ljudi`);
  await expect(page.getByText("ana@novo-selo.example")).toBeVisible();
});
