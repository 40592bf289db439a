import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Command } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";

/** What reaches the last command: `all`, `all but K`, `nothing`, `unseen`; then what is given to it. */
function reaching(text: string): string {
  const command = readShell(text, defaultBudget()).commands.at(-1);
  const given = command?.environment.slice(command.withheld?.assignments ?? 0).map(({ name }) => name) ?? [];
  return [command ? environmentOf(command) : "", ...given].join(" ");
}

function environmentOf({ withheld, isolated }: Command): string {
  if (withheld?.names === "all") return withheld.open ? "unseen" : "nothing";
  if (isolated) return isolated.open ? "unseen shell" : "empty shell";
  return withheld ? `all but ${withheld.names.join()}` : "all";
}

describe("what wrappers keep from the program that they run", () => {
  test.each([
    ["./a", "all"],
    ["K=1 timeout 5 nice ./a", "all K"],
    ["sudo ./a", "unseen"],
    ["K=1 sudo L=2 ./a", "unseen L"],
    ["sudo -E ./a", "all"],
    ["sudo -nEu app ./a", "all"],
    ["sudo --preserve-env ./a", "all"],
    ["sudo --preserve-env=K,L -u app ./a", "unseen K L"],
    ["doas ./a", "unseen"],
    ["env -i ./a", "nothing"],
    ["env - K=1 ./a", "nothing K"],
    ["env -u K -uL --unset=M --unset N ./a", "all but K,L,M,N"],
    ["env -u K sudo ./a", "unseen"],
    ["sudo env -u K ./a", "unseen"],
    ["sudo env -i ./a", "nothing"],
    ["exec -c ./a", "nothing"],
    ["docker exec -e K=1 -e L c ./a", "unseen K L"],
    ["kubectl exec p -- ./a", "unseen"],
    ["runuser -u app -- ./a", "all"],
    ["su app -c ./a", "all"],
    ["su - app -c ./a", "unseen shell"],
    ["runuser -l app -c ./a", "unseen shell"],
    ["ssh h ./a", "unseen shell"],
    ["sudo sh -c ./a", "unseen shell"],
    ["env -i sh -c ./a", "empty shell"],
    ["sudo -E sh -c ./a", "all"],
  ])("%s", (text, expected) => {
    expect(reaching(text)).toBe(expected);
  });
});
