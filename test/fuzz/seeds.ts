/**
 * Files that texts are made from: those in seeds/, a folder for each format, and the annotated cases of test/corpus with
 * their annotations taken out. Tokens of keys are filled, so that no key is stored.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tellFormat } from "../../server/src/find/formats";
import { listCases, loadCase } from "../support/annotated";
import { fillTokens } from "../support/tokens";

/** Longer ones take long to read, and say no more. */
const LONGEST = 4_000;

/** The texts for each format by its name; `root` is the project's folder. */
export function loadSeeds(root: string): ReadonlyMap<string, readonly string[]> {
  const seeds = new Map<string, string[]>();
  const add = (name: string, text: string): void => {
    if (text.length > LONGEST) return;
    const known = seeds.get(name);
    if (known) known.push(text);
    else seeds.set(name, [text]);
  };
  const folder = join(root, "test/fuzz/seeds");
  for (const name of readdirSync(folder).sort()) {
    for (const file of readdirSync(join(folder, name)).sort()) {
      add(name, fillTokens(readFileSync(join(folder, name, file), "utf8")));
    }
  }
  for (const entry of ["integrations", "rules"].flatMap((part) => listCases(join(root, "test/corpus", part)))) {
    const { files } = loadCase(entry);
    for (const [path, text] of Object.entries(files)) {
      const tell = tellFormat(path, text);
      if (tell) add(tell.anacron ? "anacrontab" : tell.format, text);
    }
  }
  return seeds;
}
